//! The syntax that the expander knows, as one table: keyword, meaning, libraries that export it.

macro_rules! core {
    ($($(#[$doc:meta])* $Name:ident $text:literal $libraries:literal;)*) => {
        /// Syntax that the expander knows.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Core { $($(#[$doc])* #[doc = concat!("`", $text, "`")] $Name),* }

        impl Core {
            /// All of it, with the keyword and the standard libraries that export it, by their last name.
            pub const ALL: &'static [(Core, &'static str, &'static str)] = &[$((Core::$Name, $text, $libraries)),*];

            /// The keyword.
            pub fn text(self) -> &'static str {
                Self::ALL[self as usize].1
            }
        }
    };
}

core! {
    Quote "quote" "base r5rs";
    Quasiquote "quasiquote" "base r5rs";
    Unquote "unquote" "base r5rs";
    UnquoteSplicing "unquote-splicing" "base r5rs";
    Lambda "lambda" "base r5rs";
    NamedLambda "named-lambda" "extras";
    CaseLambda "case-lambda" "case-lambda";
    If "if" "base r5rs";
    Set "set!" "base r5rs";
    Define "define" "base r5rs";
    DefineValues "define-values" "base";
    DefineRecordType "define-record-type" "base";
    DefineSyntax "define-syntax" "base r5rs";
    LetSyntax "let-syntax" "base r5rs";
    LetrecSyntax "letrec-syntax" "base r5rs";
    SyntaxRules "syntax-rules" "base r5rs";
    SyntaxError "syntax-error" "base";
    Let "let" "base r5rs";
    LetStar "let*" "base r5rs";
    Letrec "letrec" "base r5rs";
    LetrecStar "letrec*" "base";
    LetValues "let-values" "base";
    LetStarValues "let*-values" "base";
    Receive "receive" "extras";
    Do "do" "base r5rs";
    Cond "cond" "base r5rs";
    Case "case" "base r5rs";
    And "and" "base r5rs";
    Or "or" "base r5rs";
    When "when" "base";
    Unless "unless" "base";
    Begin "begin" "base r5rs";
    Guard "guard" "base";
    Parameterize "parameterize" "base";
    Delay "delay" "lazy r5rs";
    DelayForce "delay-force" "lazy";
    ConsStream "cons-stream" "extras";
    Include "include" "base";
    IncludeCi "include-ci" "base";
    CondExpand "cond-expand" "base";
    Import "import" "extras";
    DefineLibrary "define-library" "extras";
    Assert "assert" "extras";
    Else "else" "base r5rs";
    Arrow "=>" "base r5rs";
    Ellipsis "..." "base r5rs";
    Underscore "_" "base r5rs";
    /// Evaluates an expression; if that raises through the machine, the second one's procedure gets the exception.
    Catch "%catch" "";
    /// A standard library's own: `(%primitive name)` is the procedure that the compiler open-codes under that name.
    Export "%export" "";
}
