//! Indexes of clauses that are data: for an argument a hash table of clauses, where there is one for a key, and buckets.
//!
//! Large tables do not fit into the caches, so what counts is how many lines of memory a lookup touches. A table is made of groups of
//! eight words, a line each: seven entries, and before them a small integer with a byte of the hash of each ([`Tags`]). Keys are not in the
//! table: they are in the clauses, which a call looks at in any case, and looked at only if the byte is right. Entries that find no room in
//! their group are in one of the next.

use super::is_erased;
use crate::object::*;
use rustc_hash::FxHasher;
use smallvec::SmallVec;
use std::hash::Hasher;
use vm_core::core_shapes::{PAIR, Pair, VECTOR, Vector};
use vm_core::{ConstKind, Object, ShapeId, Vm, Word};

/// A predicate with fewer clauses has no index.
const FEWEST_INDEXED: i64 = 8;
/// So many arguments may have an index, and so many parts of each that is a compound term.
pub(super) const MOST_INDEXED: u32 = 4;
/// The positions of indexes: the arguments, then the parts of the first, of the second, and so on; then the first argument with each of the others,
/// the second with each, and so on.
const PAIRS: u32 = MOST_INDEXED + MOST_INDEXED * MOST_INDEXED;
const POSITIONS: u32 = PAIRS + MOST_INDEXED * MOST_INDEXED;
/// Two arguments have an index together if each leaves so many clauses, and both should leave a quarter of them.
const FEWEST_FOR_PAIR: i64 = 16;
/// An argument that is a variable in more clauses has no index: each of those is in every bucket.
const MOST_OPEN: i64 = 16;

/// What an argument is to an index, as a word that tells different terms apart, mostly; a hole: unbound.
#[inline]
pub(super) fn key(vm: &Vm, w: Word) -> Word {
    if w.object().is_none() && !w.is_immediate_float() {
        return if w.is_hole() { Word::HOLE } else { w };
    }
    let p = world(vm);
    let w = follow(vm, w);
    match vm.shape_of(w) {
        None if w.is_slot() => Word::HOLE,
        Some(shape) if p.is_functor(shape) => Word::constant(ConstKind::Shape, shape.bits()),
        _ => key_of_constant(vm, w),
    }
}

/// The same of what is neither a variable nor a compound term.
fn key_of_constant(vm: &Vm, w: Word) -> Word {
    let hashed = |n: u64| Word::smi((n >> 8) as i64);
    match view(vm, w).1 {
        Term::Atom(_) => w,
        Term::Number(_) if w.is_smi() => w,
        Term::Number(_) => hashed(vm_core::number::hash_eqv(vm, w).unwrap_or(0)),
        Term::Text => {
            let mut h = FxHasher::default();
            crate::builtins::text::text_of(vm, w).unwrap_or_default().bytes().for_each(|b| h.write_u8(b));
            hashed(h.finish())
        }
        _ => Word::TRUE,
    }
}

/// The keys of the first arguments of a goal or a head; holes where they are unbound.
pub(super) type Keys = SmallVec<[Word; MOST_INDEXED as usize]>;

/// The keys of a term's first arguments.
pub(super) fn keys(vm: &Vm, term: Word) -> Keys {
    let mut keys = Keys::new();
    for &w in vm.slots(term).unwrap_or_default().iter().take(MOST_INDEXED as usize) {
        keys.push(key(vm, w));
    }
    keys
}

/// Whether a head may match a goal with these keys.
#[inline]
pub(super) fn may_match(vm: &Vm, head: Word, keys: &Keys) -> bool {
    let arguments = vm.slots(head).unwrap_or_default();
    keys.iter().zip(arguments).all(|(&k, &w)| k == w || k == Word::HOLE || matches!(key(vm, w), w if w == k || w == Word::HOLE))
}

/// The key of a clause at a position.
#[inline]
pub(super) fn key_of(vm: &Vm, clause: Object<Clause>, position: u32) -> Word {
    let head = vm.get(clause, Clause::head);
    if position < MOST_INDEXED { argument_key(vm, head, position) } else { other_key(vm, head, position) }
}

/// The key of a head or a goal at the position of a part or of two arguments.
#[inline(never)]
fn other_key(vm: &Vm, term: Word, position: u32) -> Word {
    if position < PAIRS { deep_key(vm, term, position) } else { pair_key(vm, term, position) }
}

#[inline(always)]
fn argument_key(vm: &Vm, term: Word, argument: u32) -> Word {
    vm.slot(term, argument).map_or(Word::HOLE, |w| key(vm, w))
}

/// The position of two arguments.
fn pair_position(a: u32, b: u32) -> u32 {
    PAIRS + a.min(b) * MOST_INDEXED + a.max(b)
}

/// The key of a head or a goal at the position of two arguments.
fn pair_key(vm: &Vm, term: Word, position: u32) -> Word {
    let [a, b] = [(position - PAIRS) / MOST_INDEXED, (position - PAIRS) % MOST_INDEXED].map(|i| argument_key(vm, term, i));
    if a == Word::HOLE || b == Word::HOLE { Word::HOLE } else { together(a, b) }
}

fn together(a: Word, b: Word) -> Word {
    let mut h = FxHasher::default();
    [a, b].into_iter().for_each(|w| h.write_u64(w.bits()));
    Word::smi((h.finish() >> 8) as i64)
}

/// The key of a head or a goal at the position of a part: of the functor and the part; that of the argument if there is no such part.
fn deep_key(vm: &Vm, term: Word, position: u32) -> Word {
    let (argument, part) = ((position - MOST_INDEXED) / MOST_INDEXED, (position - MOST_INDEXED) % MOST_INDEXED);
    let Some(w) = vm.slot(term, argument) else { return Word::HOLE };
    let functor = key(vm, w);
    if functor.as_constant(ConstKind::Shape).is_none() {
        return functor;
    }
    match vm.slot(follow(vm, w), part).map(|w| key(vm, w)) {
        None => functor,
        Some(Word::HOLE) => Word::HOLE,
        Some(part) => together(functor, part),
    }
}

/// The first word of a group: what tells its entries apart.
#[derive(Clone, Copy)]
struct Tags(u64);

impl Tags {
    /// So many entries are in a group.
    const ENTRIES: usize = 7;
    /// The tag of an entry that has been taken out of a group that was full: what was put into later groups is looked for there.
    const GONE: u8 = 1;
    const EACH: u64 = 0x01_0101_0101_0101;

    fn of(w: Word) -> Tags {
        Tags(w.smi_value() as u64)
    }

    fn word(self) -> Word {
        Word::smi(self.0 as i64)
    }

    /// The entries that may have a tag: those that have it, and now and then one behind such an entry. 0: those that are free.
    #[inline(always)]
    fn with(self, tag: u8) -> impl Iterator<Item = usize> {
        let other = self.0 ^ Self::EACH * u64::from(tag);
        let mut found = other.wrapping_sub(Self::EACH) & !other & Self::EACH << 7;
        std::iter::from_fn(move || {
            let i = (found != 0).then_some(found.trailing_zeros() as usize / 8);
            found &= found.wrapping_sub(1);
            i
        })
    }

    fn is_full(self) -> bool {
        self.with(0).next().is_none()
    }

    fn set(self, i: usize, tag: u8) -> Tags {
        Tags(self.0 & !(0xff << (8 * i)) | u64::from(tag) << (8 * i))
    }
}

/// Where to look for a key in a table: the first group, and the tag.
#[derive(Clone, Copy)]
struct Place {
    group: usize,
    tag: u8,
}

/// A new table has no more entries for each group, on average.
const ENTRIES_AT_FIRST: usize = 5;
/// A table of so many words for each entry is made smaller: the first clauses had more keys than the others.
const TOO_LARGE: usize = 8;
/// The words of a group.
const GROUP: usize = Tags::ENTRIES + 1;
/// A table with so many groups has its groups at the beginning of lines: there are some words before the first that nothing is in, as an object's
/// header and length are in the first line of its memory.
const FEWEST_ALIGNED: usize = 1 << 10;
const BEFORE_ALIGNED: usize = GROUP - 2;

/// The words of a table before its first group.
fn before(words: &[Word]) -> usize {
    words.len() % GROUP
}

/// Where a key belongs in a table of so many groups, a power of two. Small integers that follow each other mostly lie together, as programs that
/// number things meet them in that order: sixteen of them are spread over four groups.
#[inline(always)]
fn place(key: Word, groups: usize) -> Place {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    // The upper bits, which depend on all of the key's, are the group.
    let upper = |h: u64| (h >> 1 >> (63 - groups.trailing_zeros())) as usize;
    let (group, tag) = match key.as_smi() {
        Some(n) => {
            let h = ((n >> 4) as u64).wrapping_mul(FACTOR);
            ((upper(h) ^ (n as usize >> 2 & 3)) & (groups - 1), (h >> 24) as u8 ^ (n as u8) << 4)
        }
        None => {
            let h = key.bits().rotate_left(32).wrapping_mul(FACTOR);
            (upper(h), (h >> 24) as u8)
        }
    };
    Place { group, tag: if tag > Tags::GONE { tag } else { tag + 2 } }
}

/// What a table has for a key.
enum Entry {
    /// Nothing: what the open bucket has may match.
    None,
    /// One clause, while the open bucket is empty.
    One(Object<Clause>),
    Many(Object<Bucket>),
}

#[inline(always)]
fn entry(vm: &Vm, s: Shapes, w: Word) -> Entry {
    match vm.cast(w, s.clause()) {
        Some(c) => Entry::One(c),
        None => vm.cast(w, s.bucket()).map_or(Entry::None, Entry::Many),
    }
}

/// What an index has for a key, and where: the element of the table.
#[inline]
fn lookup(vm: &Vm, table: Object<Vector>, position: u32, key: Word) -> (Entry, usize) {
    let (words, s) = (vm.elements(table), shapes(vm));
    let (start, groups) = (before(words), words.len() / GROUP);
    let Place { mut group, tag } = place(key, groups);
    loop {
        let at = start + GROUP * group;
        let tags = Tags::of(words[at]);
        for i in tags.with(tag) {
            let found = entry(vm, s, words[at + 1 + i]);
            let same = match found {
                Entry::None => false,
                Entry::One(c) => key_of(vm, c, position) == key,
                Entry::Many(b) => vm.get(b, Bucket::key) == key,
            };
            if same {
                return (found, at + 1 + i);
            }
        }
        if !tags.is_full() {
            return (Entry::None, 0);
        }
        group = (group + 1) & (groups - 1);
    }
}

/// Puts what a key has into a table that has room, and does not have the key; whether it took a place that was free.
fn put(vm: &mut Vm, table: Object<Vector>, key: Word, entry: Word) -> bool {
    let words = vm.elements(table);
    let (start, groups) = (before(words), words.len() / GROUP);
    let Place { mut group, tag } = place(key, groups);
    loop {
        let at = start + GROUP * group;
        let tags = Tags::of(words[at]);
        let free = tags.with(0).next();
        if let Some(i) = free.or_else(|| tags.with(Tags::GONE).next()) {
            vm.set_element(table, at, tags.set(i, tag).word());
            vm.set_element(table, at + 1 + i, entry);
            return free.is_some();
        }
        group = (group + 1) & (groups - 1);
    }
}

/// Takes an entry out of a table.
fn take(vm: &mut Vm, index: Object<Index>, table: Object<Vector>, element: usize) {
    let i = (element - before(vm.elements(table))) % GROUP - 1;
    let (at, used) = (element - 1 - i, vm.get(index, Index::used).smi_value());
    let tags = Tags::of(vm.elements(table)[at]);
    let full = tags.is_full();
    vm.set_element(table, at, tags.set(i, if full { Tags::GONE } else { 0 }).word());
    vm.set_element(table, element, Word::NIL);
    vm.set(index, Index::used, Word::smi(used - i64::from(!full)));
}

/// The indexes that there are.
pub(super) fn indexes(vm: &Vm, db: Object<Database>) -> SmallVec<[(u32, Object<Index>); MOST_INDEXED as usize]> {
    let shape = shapes(vm).index();
    let Some(all) = vm.cast(vm.get(db, Database::indexes), VECTOR) else { return SmallVec::new() };
    let all = vm.elements(all).iter().zip(0..);
    all.filter_map(|(&w, i)| Some((i, vm.cast(w, shape)?))).collect()
}

/// The index of a position, made if there is none; `None` if that would be of no use.
fn index(vm: &mut Vm, db: Object<Database>, position: u32) -> Option<Object<Index>> {
    let s = shapes(vm);
    // Most predicates need no indexes of parts.
    let positions = if position < MOST_INDEXED { MOST_INDEXED } else { POSITIONS } as usize;
    let all = match vm.cast(vm.get(db, Database::indexes), VECTOR) {
        Some(all) if vm.length(all) >= positions => all,
        fewer => {
            let fewer = fewer.map(|fewer| vm.elements(fewer).to_vec()).unwrap_or_default();
            let all = vm.make_slots_with(VECTOR, &[], positions, |i| fewer.get(i).copied().unwrap_or(Word::NIL)).ok()?;
            vm.set(db, Database::indexes, all.word());
            all
        }
    };
    match vm.elements(all)[position as usize] {
        Word::NIL => {}
        w => return vm.cast(w, s.index()),
    }
    let keys = expected(vm, db, position);
    if position >= MOST_INDEXED && keys == Expected::One {
        vm.set_element(all, position as usize, Word::FALSE);
        return None;
    }
    let table = table(vm, if keys == Expected::Different { vm.get(db, Database::count).smi_value() as usize } else { 0 })?;
    let open = bucket(vm, Word::HOLE);
    let made = vm.make(s.index(), &[table.word(), Word::smi(0), open.word()]);
    vm.set_element(all, position as usize, made.word());
    let mut next = vm.get(db, Database::first);
    while next != Word::NIL {
        let batch = batch(vm, &mut next, Word::NIL);
        touch(vm, Object::trust(vm.get(made, Index::table)), position, &batch);
        for c in batch {
            if !note(vm, db, position, made, c, true) {
                return None;
            }
        }
    }
    let (table, used): (Object<Vector>, _) = (Object::trust(vm.get(made, Index::table)), vm.get(made, Index::used).smi_value());
    if (used as usize) < vm.elements(table).len() / TOO_LARGE {
        let first = vm.get(db, Database::first);
        rebuild(vm, position, made, first, Word::NIL)?;
    }
    Some(made)
}

/// Some clauses that follow each other in the chain.
type Batch = SmallVec<[Object<Clause>; 16]>;

/// The next clauses of a chain, up to one.
fn batch(vm: &Vm, next: &mut Word, end: Word) -> Batch {
    let (shape, mut found) = (shapes(vm).clause(), Batch::new());
    while *next != end
        && found.len() < found.inline_size()
        && let Some(c) = vm.cast(*next, shape)
    {
        found.push(c);
        *next = vm.get(c, Clause::next);
    }
    found
}

/// Looks at where the keys of clauses belong in a table: what is to be read there comes from memory for all of them at once, not for one after
/// the other, when each is put in.
fn touch(vm: &Vm, table: Object<Vector>, position: u32, batch: &[Object<Clause>]) {
    let words = vm.elements(table);
    let (start, groups) = (before(words), words.len() / GROUP);
    if groups < FEWEST_ALIGNED {
        return;
    }
    let places: SmallVec<[usize; 16]> = batch.iter().map(|&c| place(key_of(vm, c, position), groups).group).collect();
    std::hint::black_box(places.iter().fold(0, |sum, group| sum ^ words[start + GROUP * group].bits()));
}

/// What the keys of the first clauses let expect of all.
#[derive(PartialEq, Eq)]
enum Expected {
    /// All have the same.
    One,
    /// All have different ones.
    Different,
    Some,
}

fn expected(vm: &Vm, db: Object<Database>, position: u32) -> Expected {
    const SAMPLE: usize = 256;
    let (shape, mut looked_at) = (shapes(vm).clause(), 0);
    let (mut seen, mut next) = (hashbrown::HashSet::<Word, rustc_hash::FxBuildHasher>::default(), vm.get(db, Database::first));
    while let Some(c) = vm.cast(next, shape).filter(|_| looked_at < SAMPLE) {
        next = vm.get(c, Clause::next);
        looked_at += 1;
        seen.insert(key_of(vm, c, position));
        if 1 < seen.len() && seen.len() < looked_at {
            return Expected::Some;
        }
    }
    if seen.len() == looked_at { Expected::Different } else { Expected::One }
}

/// A table with room for so many entries, and more.
fn table(vm: &mut Vm, entries: usize) -> Option<Object<Vector>> {
    let groups = (entries / ENTRIES_AT_FIRST + 1).next_power_of_two().max(2);
    let before = if groups < FEWEST_ALIGNED { 0 } else { BEFORE_ALIGNED };
    vm.make_slots_with(VECTOR, &[], before + GROUP * groups, |_| Word::smi(0)).ok()
}

fn bucket(vm: &mut Vm, key: Word) -> Object<Bucket> {
    let shape = shapes(vm).bucket();
    vm.make(shape, &[Word::NIL, Word::NIL, Word::smi(0), Word::smi(0), key])
}

/// The buckets of all keys. What has one clause becomes a bucket.
fn buckets(vm: &mut Vm, position: u32, index: Object<Index>) -> Vec<Object<Bucket>> {
    let (mut found, s) = (Vec::new(), shapes(vm));
    let table: Object<Vector> = Object::trust(vm.get(index, Index::table));
    for i in 0..vm.elements(table).len() {
        match entry(vm, s, vm.elements(table)[i]) {
            Entry::None => {}
            Entry::One(c) => found.push(widen(vm, position, table, i, c)),
            Entry::Many(b) => found.push(b),
        }
    }
    found
}

/// Makes the one clause of a key a bucket.
fn widen(vm: &mut Vm, position: u32, table: Object<Vector>, element: usize, clause: Object<Clause>) -> Object<Bucket> {
    let key = key_of(vm, clause, position);
    let made = bucket(vm, key);
    push(vm, made, clause, true);
    vm.set_element(table, element, made.word());
    made
}

fn open_bucket(vm: &Vm, index: Object<Index>) -> Object<Bucket> {
    Object::trust(vm.get(index, Index::open))
}

/// Puts a clause into an index, or drops the index; false if so.
pub(super) fn note(
    vm: &mut Vm,
    db: Object<Database>,
    position: u32,
    index: Object<Index>,
    clause: Object<Clause>,
    last: bool,
) -> bool {
    let open = open_bucket(vm, index);
    let noted = match key_of(vm, clause, position) {
        Word::HOLE if vm.get(open, Bucket::live).smi_value() == MOST_OPEN => false,
        Word::HOLE => {
            for b in buckets(vm, position, index) {
                push(vm, b, clause, last);
            }
            push(vm, open, clause, last);
            true
        }
        key => add(vm, db, position, index, (key, clause), last).is_some(),
    };
    if !noted {
        let all: Object<Vector> = Object::trust(vm.get(db, Database::indexes));
        vm.set_element(all, position as usize, Word::FALSE);
    }
    noted
}

/// Adds a clause under its key: `None` if there is no room for it.
fn add(
    vm: &mut Vm,
    db: Object<Database>,
    position: u32,
    index: Object<Index>,
    (key, clause): (Word, Object<Clause>),
    last: bool,
) -> Option<()> {
    let mut table: Object<Vector> = Object::trust(vm.get(index, Index::table));
    let into = match lookup(vm, table, position, key) {
        (Entry::Many(b), _) => b,
        (Entry::One(c), i) => widen(vm, position, table, i, c),
        (Entry::None, _) => {
            let used = vm.get(index, Index::used).smi_value() + 1;
            // In most groups one place remains free, so that what is not in the table is known to be missing soon.
            if used as usize > vm.elements(table).len() / GROUP * (Tags::ENTRIES - 1) {
                let (from, to) =
                    if last { (vm.get(db, Database::first), clause.word()) } else { (vm.get(clause, Clause::next), Word::NIL) };
                table = rebuild(vm, position, index, from, to)?;
            }
            let open = open_bucket(vm, index);
            let made = (vm.get(open, Bucket::live).smi_value() > 0).then(|| copy_open(vm, open, key));
            let used = vm.get(index, Index::used).smi_value();
            let more = put(vm, table, key, made.map_or(clause.word(), Object::word));
            vm.set(index, Index::used, Word::smi(used + i64::from(more)));
            match made {
                Some(made) => made,
                None => return Some(()),
            }
        }
    };
    push(vm, into, clause, last);
    Some(())
}

/// A bucket with the clauses that match any key.
fn copy_open(vm: &mut Vm, open: Object<Bucket>, key: Word) -> Object<Bucket> {
    let (made, shape) = (bucket(vm, key), shapes(vm).clause());
    let mut next = vm.get(open, Bucket::first);
    while let Some(p) = vm.cast(next, PAIR) {
        next = vm.get(p, Pair::cdr);
        if let Some(c) = vm.cast(vm.get(p, Pair::car), shape).filter(|&c| !is_erased(vm, c)) {
            push(vm, made, c, true);
        }
    }
    made
}

/// Makes another table, of the right size, without the keys that say no more than the open bucket. The single clauses of keys are taken
/// from the chain (that part of it that is in the index), where they are mostly in the order in which they lie in memory; in the old table they would be in none.
fn rebuild(vm: &mut Vm, position: u32, index: Object<Index>, from: Word, to: Word) -> Option<Object<Vector>> {
    let (rest, s) = (vm.get(open_bucket(vm, index), Bucket::live).smi_value(), shapes(vm));
    let old: Object<Vector> = Object::trust(vm.get(index, Index::table));
    let (mut kept, mut single) = (Vec::new(), 0);
    for &w in vm.elements(old) {
        match entry(vm, s, w) {
            Entry::None => {}
            Entry::One(_) => single += 1,
            Entry::Many(b) if vm.get(b, Bucket::live).smi_value() > rest => kept.push(b),
            Entry::Many(_) => {}
        }
    }
    let table = table(vm, kept.len() + single + 1)?;
    vm.set(index, Index::table, table.word());
    vm.set(index, Index::used, Word::smi((kept.len() + single) as i64));
    for &b in &kept {
        let key = vm.get(b, Bucket::key);
        put(vm, table, key, b.word());
    }
    let mut next = from;
    while single > 0 {
        let batch = batch(vm, &mut next, to);
        touch(vm, table, position, &batch);
        for &c in &batch {
            let key = key_of(vm, c, position);
            if kept.is_empty() || matches!(lookup(vm, table, position, key).0, Entry::None) {
                put(vm, table, key, c.word());
                single -= 1;
            }
        }
        assert!(!batch.is_empty(), "what is in the table is in the chain");
    }
    Some(table)
}

fn push(vm: &mut Vm, b: Object<Bucket>, clause: Object<Clause>, last: bool) {
    let live = vm.get(b, Bucket::live).smi_value() + 1;
    vm.set(b, Bucket::live, Word::smi(live));
    let (first, tail) = (vm.get(b, Bucket::first), vm.get(b, Bucket::last));
    let entry = vm.pair(clause.word(), if last { Word::NIL } else { first });
    if !last || first == Word::NIL {
        vm.set(b, Bucket::first, entry);
    }
    if last || first == Word::NIL {
        vm.set(b, Bucket::last, entry);
    }
    if let Some(tail) = vm.cast(tail, PAIR).filter(|_| last) {
        vm.set(tail, Pair::cdr, entry);
    }
}

/// Takes an erased clause out of an index.
pub(super) fn forget(vm: &mut Vm, position: u32, index: Object<Index>, clause: Object<Clause>) {
    let key = key_of(vm, clause, position);
    if key == Word::HOLE {
        for b in buckets(vm, position, index) {
            drop_one(vm, b);
        }
        return drop_one(vm, open_bucket(vm, index));
    }
    let table: Object<Vector> = Object::trust(vm.get(index, Index::table));
    match lookup(vm, table, position, key) {
        (Entry::None, _) => {}
        (Entry::One(_), i) => take(vm, index, table, i),
        (Entry::Many(b), i) => {
            drop_one(vm, b);
            if vm.get(b, Bucket::live) == Word::smi(0) {
                take(vm, index, table, i);
            }
        }
    }
}

/// One of a bucket's clauses has been erased. The erased ones at its beginning leave it, and the others when they are most of it.
fn drop_one(vm: &mut Vm, b: Object<Bucket>) {
    let shape = shapes(vm).clause();
    let is_erased = |vm: &Vm, p: Object<Pair>| vm.cast(vm.get(p, Pair::car), shape).is_none_or(|c| super::is_erased(vm, c));
    let live = vm.get(b, Bucket::live).smi_value() - 1;
    let mut dead = vm.get(b, Bucket::dead).smi_value() + 1;
    let mut first = vm.get(b, Bucket::first);
    while let Some(p) = vm.cast(first, PAIR).filter(|&p| is_erased(vm, p)) {
        first = vm.get(p, Pair::cdr);
        dead -= 1;
    }
    vm.set(b, Bucket::first, first);
    vm.set(b, Bucket::live, Word::smi(live));
    if dead > live + FEWEST_INDEXED {
        let mut at = vm.cast(first, PAIR);
        while let Some(p) = at {
            let mut next = vm.get(p, Pair::cdr);
            while let Some(n) = vm.cast(next, PAIR).filter(|&n| is_erased(vm, n)) {
                next = vm.get(n, Pair::cdr);
            }
            vm.set(p, Pair::cdr, next);
            vm.set(b, Bucket::last, p.word());
            at = vm.cast(next, PAIR);
        }
        dead = 0;
    }
    if first == Word::NIL {
        vm.set(b, Bucket::last, Word::NIL);
    }
    vm.set(b, Bucket::dead, Word::smi(dead));
}

/// Where a call begins.
#[derive(Clone, Copy)]
pub(super) enum Beginning {
    /// A clause of the chain, or a pair of a bucket's list.
    At(Word),
    /// No other clause may match.
    Only(Object<Clause>),
}

/// Where a call of a goal with these keys begins. Parts of arguments are looked at if the arguments leave many clauses.
pub(super) fn beginning(vm: &mut Vm, db: Object<Database>, goal: Word, keys: &Keys) -> Beginning {
    let mut found = Found::all(vm, db);
    let is_functor = |k: &Word| k.as_constant(ConstKind::Shape).is_some();
    let positions = if keys.iter().any(is_functor) { PAIRS } else { keys.len() as u32 };
    for position in 0..positions {
        if found.fewest < FEWEST_INDEXED {
            break;
        }
        let key = if position < MOST_INDEXED {
            keys.get(position as usize).copied().unwrap_or(Word::HOLE)
        } else if has_part(keys, position) {
            deep_key(vm, goal, position)
        } else {
            Word::HOLE
        };
        if let Some(c) = found.narrow(vm, db, position, key) {
            return Beginning::Only(c);
        }
    }
    if found.fewest >= FEWEST_FOR_PAIR
        && found.left.iter().filter(|&&n| n < i64::MAX).nth(1).is_some()
        && let Some(position) = found.pair(vm, db)
        && let Some(c) = found.narrow(vm, db, position, pair_key(vm, goal, position))
    {
        return Beginning::Only(c);
    }
    Beginning::At(found.at)
}

/// Where the clauses begin that have a key at a position, or none.
pub(super) fn with_key(vm: &mut Vm, db: Object<Database>, position: u32, key: Word) -> Beginning {
    let mut found = Found::all(vm, db);
    found.narrow(vm, db, position, key).map_or(Beginning::At(found.at), Beginning::Only)
}

/// Whether an argument with one of these keys has the part at a position.
fn has_part(keys: &Keys, position: u32) -> bool {
    let (argument, part) = ((position - MOST_INDEXED) / MOST_INDEXED, (position - MOST_INDEXED) % MOST_INDEXED);
    let functor = keys.get(argument as usize).and_then(|k| k.as_constant(ConstKind::Shape));
    functor.is_some_and(|bits| part < ShapeId::from_bits(bits).fixed())
}

/// The shortest list of clauses found until now.
struct Found {
    at: Word,
    fewest: i64,
    /// How many clauses each argument leaves.
    left: [i64; MOST_INDEXED as usize],
}

impl Found {
    fn all(vm: &Vm, db: Object<Database>) -> Found {
        Found { at: vm.get(db, Database::first), fewest: vm.get(db, Database::count).smi_value(), left: [i64::MAX; MOST_INDEXED as usize] }
    }

    /// The position of the two arguments that leave fewest clauses, if both together should leave far fewer.
    #[cold]
    #[inline(never)]
    fn pair(&self, vm: &Vm, db: Object<Database>) -> Option<u32> {
        let mut left: SmallVec<[(i64, u32); MOST_INDEXED as usize]> = self.left.iter().copied().zip(0..).collect();
        left.sort_unstable();
        let ((a, first), (b, second)) = (left[0], left[1]);
        let all = vm.get(db, Database::count).smi_value();
        (4 * a * b < all * self.fewest).then(|| pair_position(first, second))
    }

    /// Looks what the index at a position has for a key: the clause, if it is the only one.
    fn narrow(&mut self, vm: &mut Vm, db: Object<Database>, position: u32, key: Word) -> Option<Object<Clause>> {
        if key == Word::HOLE {
            return None;
        }
        let index = index(vm, db, position)?;
        let b = match lookup(vm, Object::trust(vm.get(index, Index::table)), position, key).0 {
            Entry::One(c) => return Some(c),
            Entry::Many(b) => b,
            Entry::None => open_bucket(vm, index),
        };
        let live = vm.get(b, Bucket::live).smi_value();
        if position < MOST_INDEXED {
            self.left[position as usize] = live;
        }
        if live < self.fewest {
            (self.at, self.fewest) = (vm.get(b, Bucket::first), live);
        }
        None
    }
}
