//! The table of reasons to give a recording up, or to end it early.

macro_rules! aborts {
    ($($(#[doc = $doc:literal])* $name:ident $text:literal $lasting:literal;)*) => {
        /// Why a recording was given up, or ended before it closed.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Abort { $($(#[doc = $doc])* $name),* }

        impl Abort {
            /// All reasons.
            pub const ALL: &'static [Abort] = &[$(Abort::$name),*];

            /// The text in the log.
            pub const fn text(self) -> &'static str {
                match self { $(Abort::$name => $text),* }
            }

            /// Whether the same recording would fail again.
            pub const fn lasting(self) -> bool {
                match self { $(Abort::$name => $lasting),* }
            }
        }
    };
}

aborts! {
    /// The recording reached its limit; it ends in an exit that may grow.
    TooLong "recording too long" false;
    /// The unit reached its limit of operations or recordings.
    UnitFull "unit full" true;
    /// The frame below the root was reached otherwise than by a return.
    LeftRoot "control left the root frame" false;
    /// The host's call ended, or a handler or a continuation took over, while the recording waited for a call.
    Overtaken "overtaken while waiting for a call" false;
    /// An assumption was given up while it was being recorded upon.
    Invalidated "an assumption was given up" false;
    /// An instruction read a slot that it does not declare.
    UndeclaredSlot "instruction reads an undeclared slot" true;
    /// The results that compiled code handed over do not fit the step.
    ReplayMismatch "replayed results do not fit" true;
    /// The stack was full.
    StackFull "stack full" false;
    /// Code memory is exhausted.
    CodeMemory "no code memory" false;
    /// The backend refuses graphs of this size.
    TooLarge "graph too large for the backend" true;
    /// The backend found a fault in the graph: a bug.
    Rejected "rejected by the backend" true;
}
