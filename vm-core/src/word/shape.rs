//! Shapes and object headers: what a heap object looks like.
//!
//! ```text
//!   word 0   header: collector flags (8 bits) | identity hash (24) | shape id (32)
//!   word 1   length of the tail, in elements or bytes: only if the shape has a tail
//!   …        fixed slots: tagged words (raw words if the shape is raw)
//!   …        tail: tagged slots, or bytes padded to a word
//! ```
//!
//! A [`ShapeId`] carries the number of fixed slots and the kind of the tail in its own bits. Therefore comparing an object's
//! shape id with a constant, one 32-bit compare, proves which slots exist, whatever table the id came from: this is what
//! makes the typed references of [`Shape`] sound, and it lets the collector size an object from its header alone.

use super::{Symbol, Word};
use std::marker::PhantomData;

/// What follows the fixed slots of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum TailKind {
    /// Nothing: the fixed slots are tagged words.
    None = 0,
    /// Tagged slots, as many as the length word says.
    Slots = 1,
    /// Bytes, as many as the length word says.
    Bytes = 2,
    /// Nothing, and the fixed slots are raw 64-bit data that the collector does not look at.
    Raw = 3,
}

/// The identity of a shape in 32 bits: whether the collector treats it specially (1 bit), index (21), tail kind (2), number of
/// fixed slots (8).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct ShapeId(u32);

impl ShapeId {
    /// The largest number of fixed slots.
    pub const MAX_FIXED: u32 = 255;

    /// How many shapes a VM can have. The indices behind belong to none.
    pub const MAX_SHAPES: u32 = Self::INDICES - 256;
    const INDICES: u32 = 1 << 21;

    const SPECIAL: u32 = 1 << 31;

    /// Puts the id of an ordinary shape together. `fixed` is at most [`ShapeId::MAX_FIXED`]; an `index` from
    /// [`ShapeId::MAX_SHAPES`] on is that of no shape.
    #[inline(always)]
    pub const fn new(index: u32, tail: TailKind, fixed: u32) -> ShapeId {
        ShapeId::of(index, tail, fixed, Special::None)
    }

    /// Puts an id together.
    #[inline(always)]
    pub const fn of(index: u32, tail: TailKind, fixed: u32, special: Special) -> ShapeId {
        assert!(fixed <= Self::MAX_FIXED && index < Self::INDICES);
        let special = if matches!(special, Special::None) { 0 } else { Self::SPECIAL };
        ShapeId(special | index << 10 | (tail as u32) << 8 | fixed)
    }

    /// Whether the collector must ask the shape table how to treat the objects: weak references, ephemerons.
    #[inline(always)]
    pub const fn is_special(self) -> bool {
        self.0 & Self::SPECIAL != 0
    }

    /// The 32 bits.
    #[inline(always)]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The id of these 32 bits.
    #[doc(hidden)]
    #[inline(always)]
    pub const fn from_bits(bits: u32) -> ShapeId {
        ShapeId(bits)
    }

    /// The index in the shape table.
    #[inline(always)]
    pub const fn index(self) -> u32 {
        self.0 >> 10 & (Self::INDICES - 1)
    }

    /// The number of fixed slots.
    #[inline(always)]
    pub const fn fixed(self) -> u32 {
        self.0 & 255
    }

    /// What follows the fixed slots.
    #[inline(always)]
    pub const fn tail(self) -> TailKind {
        match self.0 >> 8 & 3 {
            0 => TailKind::None,
            1 => TailKind::Slots,
            2 => TailKind::Bytes,
            _ => TailKind::Raw,
        }
    }

    /// Whether objects of the shape have a length word.
    #[inline(always)]
    pub const fn has_tail(self) -> bool {
        matches!(self.tail(), TailKind::Slots | TailKind::Bytes)
    }

    /// The offset in bytes of the first fixed slot from the object's address.
    #[inline(always)]
    pub const fn fixed_offset(self) -> usize {
        if self.has_tail() { 16 } else { 8 }
    }

    /// The offset in bytes of the tail from the object's address.
    #[inline(always)]
    pub const fn tail_offset(self) -> usize {
        self.fixed_offset() + 8 * self.fixed() as usize
    }

    /// The size in bytes of an object of the shape with a tail of that length (0 without tail).
    #[inline(always)]
    pub const fn size(self, length: usize) -> usize {
        match self.tail() {
            TailKind::None | TailKind::Raw => self.tail_offset(),
            TailKind::Slots => self.tail_offset() + 8 * length,
            TailKind::Bytes => self.tail_offset() + (length + 7) / 8 * 8,
        }
    }
}

impl From<ShapeId> for Word {
    fn from(id: ShapeId) -> Word {
        Word::constant(super::ConstKind::Shape, id.bits())
    }
}

impl Word {
    /// The shape, if this is a shape as a value.
    #[inline(always)]
    pub const fn as_shape(self) -> Option<ShapeId> {
        match self.as_constant(super::ConstKind::Shape) {
            Some(bits) => Some(ShapeId(bits)),
            None => None,
        }
    }
}

/// An object's first word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Header(u64);

impl Header {
    /// Set in a forwarding pointer, never in a header.
    pub const FORWARDED: u64 = 1;
    /// The object is in the old space: stores of young pointers into it must be remembered.
    pub const OLD: u64 = 2;
    /// Of old objects: whether the last major collection reached them; which state means yes changes with each of them.
    pub const MARKED: u64 = 4;
    /// The object is in the old space but the collector will look into it anyway, so stores need not be remembered: set
    /// instead of [`Header::OLD`] until the next collection.
    pub const REMEMBERED: u64 = 8;
    /// The object has its own mapping.
    pub const LARGE: u64 = 16;
    /// A language's mark for constants that must not be changed (literals).
    pub const FROZEN: u64 = 32;
    /// The object has a finalisation hook.
    pub const FINALIZE: u64 = 64;

    /// The header of a new young object.
    #[inline(always)]
    pub const fn new(shape: ShapeId) -> Header {
        Header((shape.0 as u64) << 32)
    }

    /// The raw bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The header of these bits.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Header {
        Header(bits)
    }

    /// The object's shape.
    #[inline(always)]
    pub const fn shape(self) -> ShapeId {
        ShapeId((self.0 >> 32) as u32)
    }

    /// Whether the flag is set.
    #[inline(always)]
    pub const fn has(self, flag: u64) -> bool {
        self.0 & flag != 0
    }

    /// The same with flags set.
    #[inline(always)]
    pub const fn with(self, flags: u64) -> Header {
        Header(self.0 | flags)
    }

    /// The same with flags cleared.
    #[inline(always)]
    pub const fn without(self, flags: u64) -> Header {
        Header(self.0 & !flags)
    }

    /// Whether the object is in the nursery, or large and not yet seen by a collection.
    #[inline(always)]
    pub const fn is_young(self) -> bool {
        self.0 & (Self::OLD | Self::REMEMBERED) == 0
    }

    /// The same with an identity hash of 24 bits.
    pub const fn with_hash(self, hash: u32) -> Header {
        Header(self.0 & !0xffff_ff00 | ((hash & 0xff_ffff) as u64) << 8)
    }

    /// The identity hash, 0 while none has been given.
    #[inline(always)]
    pub const fn hash(self) -> u32 {
        (self.0 >> 8) as u32 & 0xff_ffff
    }
}

/// The static description of an object layout; made by [`layout!`](crate::layout).
pub trait Layout: Copy + 'static {
    /// Number of fixed slots.
    const FIXED: u32;
    /// What follows them.
    const TAIL: TailKind;
    /// Names of the fixed slots.
    const FIELDS: &'static [&'static str];
    /// Which fixed slots never change after the object was made (bit per slot).
    const IMMUTABLE: u64;
    /// Whether the tail's elements never change.
    const TAIL_IMMUTABLE: bool;
}

/// Layouts with a tail of either kind.
pub trait Tail: Layout {}
/// Layouts whose tail holds tagged slots.
pub trait Slots: Tail {}
/// Layouts whose tail holds bytes.
pub trait Bytes: Tail {}

/// A fixed slot of layout `L`.
#[derive(Debug)]
pub struct Field<L>(u32, PhantomData<L>);

impl<L> Clone for Field<L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<L> Copy for Field<L> {}

impl<L: Layout> Field<L> {
    /// The slot of this index; evaluated at compile time by [`layout!`](crate::layout).
    pub const fn new(index: u32) -> Field<L> {
        assert!(index < L::FIXED);
        Field(index, PhantomData)
    }

    /// The index of the slot.
    #[inline(always)]
    pub const fn index(self) -> u32 {
        self.0
    }

    /// Whether the slot never changes after construction.
    #[inline(always)]
    pub const fn immutable(self) -> bool {
        L::IMMUTABLE >> self.0 & 1 != 0
    }
}

/// A shape known to have layout `L`.
#[derive(Debug)]
pub struct Shape<L>(ShapeId, PhantomData<L>);

impl<L> Clone for Shape<L> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<L> Copy for Shape<L> {}

impl<L: Layout> Shape<L> {
    /// Types an id. Panics if its slots are not those of the layout.
    #[inline(always)]
    pub const fn new(id: ShapeId) -> Shape<L> {
        assert!(id.fixed() == L::FIXED && id.tail() as u8 == L::TAIL as u8);
        Shape(id, PhantomData)
    }

    /// The untyped id.
    #[inline(always)]
    pub const fn id(self) -> ShapeId {
        self.0
    }
}

/// Declares object layouts.
///
/// ```
/// vm_core::layout! {
///     /// A procedure.
///     pub Procedure { imm code, name } tail imm slots;
/// }
/// assert_eq!(Procedure::NAMES, ["code", "name"]);
/// ```
///
/// Each field becomes a constant `Procedure::code` of type [`Field`]. `imm` fields never change once the object is made. The
/// optional tail is `slots` or `bytes`, or `raw` for untagged fixed slots.
#[macro_export]
macro_rules! layout {
    ($($(#[$doc:meta])* $vis:vis $name:ident { $($body:tt)* } $(tail $($tail:ident)+)?;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        $vis struct $name;
        $crate::layout!(@fields $name [] [] 0; $($body)*);
        $crate::layout!(@tail $name $($($tail)+)?);
    )* };
    (@fields $name:ident [$($f:ident)*] [$($imm:ident)*] $n:expr; imm $field:ident $(, $($rest:tt)*)?) => {
        $crate::layout!(@fields $name [$($f)* $field] [$($imm)* $field] $n + 1; $($($rest)*)?);
    };
    (@fields $name:ident [$($f:ident)*] [$($imm:ident)*] $n:expr; $field:ident $(, $($rest:tt)*)?) => {
        $crate::layout!(@fields $name [$($f)* $field] [$($imm)*] $n + 1; $($($rest)*)?);
    };
    (@fields $name:ident [$($f:ident)*] [$($imm:ident)*] $n:expr;) => {
        #[allow(non_upper_case_globals, dead_code)]
        impl $name {
            /// The names of the fixed slots.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($f)),*];
            const IMM_NAMES: &'static [&'static str] = &[$(stringify!($imm)),*];
            $crate::layout!(@consts $name 0; $($f)*);
        }
    };
    (@consts $name:ident $n:expr; $f:ident $($rest:ident)*) => {
        #[doc = concat!("The slot `", stringify!($f), "`.")]
        pub const $f: $crate::Field<$name> = $crate::Field::new($n);
        $crate::layout!(@consts $name $n + 1; $($rest)*);
    };
    (@consts $name:ident $n:expr;) => {};
    (@tail $name:ident) => { $crate::layout!(@impl $name None false); };
    (@tail $name:ident raw) => { $crate::layout!(@impl $name Raw false); };
    (@tail $name:ident slots) => { $crate::layout!(@impl $name Slots false); impl $crate::Tail for $name {} impl $crate::Slots for $name {} };
    (@tail $name:ident imm slots) => { $crate::layout!(@impl $name Slots true); impl $crate::Tail for $name {} impl $crate::Slots for $name {} };
    (@tail $name:ident bytes) => { $crate::layout!(@impl $name Bytes false); impl $crate::Tail for $name {} impl $crate::Bytes for $name {} };
    (@tail $name:ident imm bytes) => { $crate::layout!(@impl $name Bytes true); impl $crate::Tail for $name {} impl $crate::Bytes for $name {} };
    (@impl $name:ident $tail:ident $imm:literal) => {
        impl $crate::Layout for $name {
            const FIXED: u32 = $name::NAMES.len() as u32;
            const TAIL: $crate::TailKind = $crate::TailKind::$tail;
            const FIELDS: &'static [&'static str] = $name::NAMES;
            const IMMUTABLE: u64 = $crate::layout_mask($name::NAMES, $name::IMM_NAMES);
            const TAIL_IMMUTABLE: bool = $imm;
        }
    };
}

/// The bits of `names` that are in `immutable`; both in order. For [`layout!`](crate::layout).
#[doc(hidden)]
pub const fn layout_mask(names: &[&str], immutable: &[&str]) -> u64 {
    let (mut i, mut j, mut mask) = (0, 0, 0);
    while i < names.len() && j < immutable.len() {
        if str_eq(names[i], immutable[j]) {
            mask |= 1 << i;
            j += 1;
        }
        i += 1;
    }
    mask
}

const fn str_eq(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// What the VM knows of a shape.
#[derive(Clone, Debug)]
pub struct ShapeInfo {
    /// The id.
    pub id: ShapeId,
    /// The name it is shown with.
    pub name: Symbol,
    /// Which fixed slots never change after construction.
    pub immutable: u64,
    /// Whether the tail's elements never change.
    pub tail_immutable: bool,
    /// The language's own value for the shape: a class, a record type, a functor. A root of the collector.
    pub meta: Word,
    /// How the collector treats its objects.
    pub special: Special,
}

/// How the collector treats the objects of a shape. A weak reference to an object that dies is cleared before its
/// finaliser sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Special {
    /// All slots are strong.
    #[default]
    None,
    /// Fixed slot 0 and tail elements are weak: they become [`Word::HOLE`] when their object dies.
    Weak,
    /// Slot 1 is alive only while slot 0 is; both become [`Word::HOLE`].
    Ephemeron,
}

/// All shapes of a VM.
pub struct ShapeTable {
    shapes: Vec<ShapeInfo>,
    /// Indices of shapes that were lent to be changed since the last collection: their `meta` may be a young pointer.
    touched: Vec<u32>,
}

impl ShapeTable {
    /// A table that holds the core shapes.
    pub fn new(symbols: &mut super::SymbolTable) -> ShapeTable {
        let mut table = ShapeTable { shapes: Vec::new(), touched: Vec::new() };
        core_shapes::install(&mut table, symbols);
        table
    }

    /// Adds a shape of a static layout.
    pub fn define<L: Layout>(&mut self, name: Symbol) -> Shape<L> {
        let id = self.add(name, L::FIXED, L::TAIL, L::IMMUTABLE, L::TAIL_IMMUTABLE, Special::None);
        Shape::new(id)
    }

    /// Adds a shape. `fixed` is at most [`ShapeId::MAX_FIXED`].
    pub fn add(
        &mut self,
        name: Symbol,
        fixed: u32,
        tail: TailKind,
        immutable: u64,
        tail_immutable: bool,
        special: Special,
    ) -> ShapeId {
        assert!(self.shapes.len() < ShapeId::MAX_SHAPES as usize, "too many shapes");
        let id = ShapeId::of(self.shapes.len() as u32, tail, fixed, special);
        self.shapes.push(ShapeInfo { id, name, immutable, tail_immutable, meta: Word::NIL, special });
        id
    }

    /// The shape's description.
    pub fn get(&self, id: ShapeId) -> &ShapeInfo {
        &self.shapes[id.index() as usize]
    }

    /// The shape's description, to be changed.
    pub fn get_mut(&mut self, id: ShapeId) -> &mut ShapeInfo {
        if self.touched.last() != Some(&id.index()) {
            self.touched.push(id.index());
        }
        &mut self.shapes[id.index() as usize]
    }

    /// Every shape, in order of definition.
    pub fn iter(&self) -> impl Iterator<Item = &ShapeInfo> {
        self.shapes.iter()
    }

    /// A table from an image.
    pub(crate) fn restore(shapes: Vec<ShapeInfo>) -> ShapeTable {
        ShapeTable { shapes, touched: Vec::new() }
    }

    /// The shape of this index.
    pub fn by_index(&self, index: u32) -> Option<&ShapeInfo> {
        self.shapes.get(index as usize)
    }

    /// How many shapes there are.
    pub fn count(&self) -> usize {
        self.shapes.len()
    }

    /// The `meta` words that may point to young objects; they are old afterwards.
    pub(crate) fn young_metas(&mut self, mut visit: impl FnMut(&mut Word)) {
        for &i in &self.touched {
            visit(&mut self.shapes[i as usize].meta);
        }
    }

    /// After a minor collection: those words are old now, but for those that it tells.
    pub(crate) fn settled_metas(&mut self, young: impl Fn(Word) -> bool) {
        let shapes = &self.shapes;
        self.touched.retain(|&i| young(shapes[i as usize].meta));
    }

    /// Every `meta` word.
    pub(crate) fn metas(&mut self) -> impl Iterator<Item = &mut Word> {
        self.shapes.iter_mut().map(|s| &mut s.meta)
    }
}

/// The shapes that all languages share; their ids are the same in every VM.
pub mod core_shapes {
    use super::*;

    layout! {
        /// A float whose exponent does not fit an immediate.
        pub Float { bits } tail raw;
        /// A big integer: sign (0 or 1) and limbs, little endian.
        pub BigInt { imm sign } tail imm bytes;
        /// An exact rational in lowest terms, denominator greater than one.
        pub Ratio { imm numerator, imm denominator };
        /// A rectangular complex number.
        pub Complex { imm real, imm imaginary };
        /// A pair.
        pub Pair { car, cdr };
        /// A mutable box.
        pub Cell { value };
        /// An array of values.
        pub Vector {} tail slots;
        /// An array of bytes.
        pub ByteArray {} tail bytes;
        /// A string: its characters are in a [`Narrow`] or a [`Wide`] object.
        pub Text { chars };
        /// Characters below 256, a byte each.
        pub Narrow {} tail bytes;
        /// Characters of 32 bits, little endian.
        pub Wide {} tail bytes;
        /// A function: its code and the values it has captured.
        pub Closure { imm code } tail imm slots;
        /// A rarely written binding that compiled code may assume constant: see [`crate::assume`].
        pub Global { value, imm name, state };
        /// A weak reference.
        pub WeakRef { target };
        /// A key whose value lives only as long as the key is reachable from elsewhere.
        pub Ephemeron { key, value };
        /// A captured stretch of VM stack: the continuation below it, where its top frame begins, and its frames' words. Without
        /// words of its own it stands for the frames of the segment `below` up to and including the one at `top`. `entry`: the
        /// number of the call by the host whose frames it holds.
        pub StackSegment { imm below, imm top, imm entry } tail imm slots;
        /// A Rust value of the host: an index into the VM's table of host values.
        pub HostValue { imm index };
        /// Several values as one: what a function with several results returns.
        pub Tuple {} tail imm slots;
    }

    macro_rules! core {
        ($($index:literal $konst:ident $layout:ident $special:ident;)*) => {
            $(
                #[doc = concat!("The shape of [`", stringify!($layout), "`].")]
                pub const $konst: Shape<$layout> = Shape::new(
                    ShapeId::of($index, <$layout as Layout>::TAIL, <$layout as Layout>::FIXED, Special::$special));
            )*
            pub(super) fn install(table: &mut ShapeTable, symbols: &mut crate::word::SymbolTable) {
                $(
                    let name = symbols.intern(&stringify!($layout).to_lowercase());
                    let id = table.add(name, <$layout>::FIXED, <$layout>::TAIL, <$layout>::IMMUTABLE, <$layout>::TAIL_IMMUTABLE, Special::$special);
                    assert_eq!(id, $konst.id());
                )*
            }
        };
    }

    core! {
        0 FLOAT Float None;
        1 BIGINT BigInt None;
        2 RATIO Ratio None;
        3 COMPLEX Complex None;
        4 PAIR Pair None;
        5 CELL Cell None;
        6 VECTOR Vector None;
        7 BYTES ByteArray None;
        8 TEXT Text None;
        9 NARROW Narrow None;
        10 WIDE Wide None;
        11 CLOSURE Closure None;
        12 GLOBAL Global None;
        13 WEAK WeakRef Weak;
        14 EPHEMERON Ephemeron Ephemeron;
        15 SEGMENT StackSegment None;
        16 HOST HostValue None;
        17 TUPLE Tuple None;
    }
}
