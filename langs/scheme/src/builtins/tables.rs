//! Hash tables: keys and values in insertion order in two vectors, and an open-addressed index of places in them. The index is a
//! bytevector, so the collector does not look at it. Tables with an equivalence of the program's own are built on these in Scheme.

use super::equal::{equal, equal_hash, eqv, eqv_hash, immediate_hash};
use super::error::{memory_error, type_error};
use super::{PrimInfo, help};
use crate::object::{self, Table};
use jitgen::{Effects, HelperResult};
use vm_core::core_shapes::{BYTES, ByteArray, TEXT, VECTOR, Vector};
use vm_core::{Object, Vm, Word, text};

const EQ: i64 = 0;
const EQV: i64 = 1;
const STRING: i64 = 3;

/// A place of the index that holds nothing, or whose entry was deleted.
const EMPTY: u32 = 0;
const DELETED: u32 = u32::MAX;

fn table(vm: &mut Vm, who: &str, w: Word) -> Result<Object<Table>, Word> {
    let shape = object::shapes(vm).table;
    vm.cast(w, shape).ok_or_else(|| type_error(vm, who, 1, "a hash table", w))
}

/// A view of a table's parts.
#[derive(Clone, Copy)]
struct View {
    table: Object<Table>,
    kind: i64,
    index: Object<ByteArray>,
    keys: Object<Vector>,
    values: Object<Vector>,
    used: usize,
    count: usize,
}

fn smi(w: Word) -> usize {
    w.as_smi().unwrap_or(0).max(0) as usize
}

// Inlined, like what takes a view: one that goes through memory costs as much as a search that finds its places in the cache.
#[inline(always)]
fn view(vm: &mut Vm, who: &str, w: Word) -> Result<View, Word> {
    let t = table(vm, who, w)?;
    let parts = (
        vm.cast(vm.get(t, Table::index), BYTES),
        vm.cast(vm.get(t, Table::keys), VECTOR),
        vm.cast(vm.get(t, Table::values), VECTOR),
    );
    let (Some(index), Some(keys), Some(values)) = parts else { return Err(type_error(vm, who, 1, "a hash table", w)) };
    Ok(View {
        table: t,
        kind: vm.get(t, Table::kind).as_smi().unwrap_or(2),
        index,
        keys,
        values,
        used: smi(vm.get(t, Table::used)),
        count: smi(vm.get(t, Table::count)),
    })
}

fn hash(vm: &mut Vm, kind: i64, key: Word) -> u64 {
    match kind {
        _ if !key.is_pointer() && kind != STRING => immediate_hash(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20,
        EQ => object::identity(vm, key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20,
        EQV => eqv_hash(vm, key) >> 20,
        STRING => match vm.cast(key, TEXT) {
            Some(t) => text::hash(vm, t),
            None => 0,
        },
        _ => equal_hash(vm, key) >> 20,
    }
}

fn same(vm: &Vm, kind: i64, a: Word, b: Word) -> bool {
    a == b
        || match kind {
            EQ => false,
            EQV => eqv(vm, a, b),
            STRING => match (vm.cast(a, TEXT), vm.cast(b, TEXT)) {
                (Some(s), Some(t)) => text::eq(vm, s, t),
                _ => false,
            },
            _ => equal(vm, a, b),
        }
}

fn place(vm: &Vm, index: Object<ByteArray>, i: usize) -> u32 {
    let b = &vm.bytes(index)[4 * i..4 * i + 4];
    u32::from_le_bytes([b[0], b[1], b[2], b[3]])
}

fn set_place(vm: &mut Vm, index: Object<ByteArray>, i: usize, n: u32) {
    vm.bytes_mut(index)[4 * i..4 * i + 4].copy_from_slice(&n.to_le_bytes());
}

/// The entry of a key: its place in the index and in the vectors.
#[inline(always)]
fn find(vm: &mut Vm, v: &View, key: Word) -> Option<(usize, usize)> {
    let places = vm.length(v.index) / 4;
    let mut i = hash(vm, v.kind, key) as usize & (places - 1);
    loop {
        match place(vm, v.index, i) {
            EMPTY => return None,
            DELETED => {}
            n => {
                let e = n as usize - 1;
                if same(vm, v.kind, vm.elements(v.keys)[e], key) {
                    return Some((i, e));
                }
            }
        }
        i = (i + 1) & (places - 1);
    }
}

fn insert_place(vm: &mut Vm, v: &View, key: Word, entry: usize) {
    let places = vm.length(v.index) / 4;
    let mut i = hash(vm, v.kind, key) as usize & (places - 1);
    while !matches!(place(vm, v.index, i), EMPTY | DELETED) {
        i = (i + 1) & (places - 1);
    }
    set_place(vm, v.index, i, entry as u32 + 1);
}

/// Makes the parts of a table for so many entries.
fn parts(vm: &mut Vm, who: &str, capacity: usize) -> Result<(Object<ByteArray>, Object<Vector>, Object<Vector>), Word> {
    let places = (capacity * 2).next_power_of_two().max(16);
    let index = vm.make_bytes(BYTES, &[], places * 4).map_err(|e| memory_error(vm, who, e))?;
    let keys = vm.make_slots_with(VECTOR, &[], capacity, |_| Word::HOLE).map_err(|e| memory_error(vm, who, e))?;
    let values = vm.make_slots_with(VECTOR, &[], capacity, |_| Word::HOLE).map_err(|e| memory_error(vm, who, e))?;
    Ok((index, keys, values))
}

/// Gives a full table room: twice as much, or the same without the deleted entries.
fn grow(vm: &mut Vm, who: &str, v: View) -> Result<View, Word> {
    let capacity = (v.count * 2).max(8);
    let (index, keys, values) = parts(vm, who, capacity)?;
    let mut new = View { index, keys, values, used: 0, ..v };
    for e in 0..v.used {
        let (k, x) = (vm.elements(v.keys)[e], vm.elements(v.values)[e]);
        if k != Word::HOLE {
            vm.set_element(keys, new.used, k);
            vm.set_element(values, new.used, x);
            insert_place(vm, &new, k, new.used);
            new.used += 1;
        }
    }
    vm.set(v.table, Table::index, index.word());
    vm.set(v.table, Table::keys, keys.word());
    vm.set(v.table, Table::values, values.word());
    vm.set(v.table, Table::used, Word::smi(new.used as i64));
    Ok(new)
}

fn put(vm: &mut Vm, w: Word, key: Word, value: Word) -> HelperResult {
    let mut v = view(vm, "hash-table-set!", w)?;
    if v.kind == STRING && vm.cast(key, TEXT).is_none() {
        return Err(type_error(vm, "hash-table-set!", 2, "a string", key));
    }
    if let Some((_, e)) = find(vm, &v, key) {
        vm.set_element(v.values, e, value);
        return Ok(Word::UNSPECIFIED);
    }
    if v.used == vm.length(v.keys) {
        v = grow(vm, "hash-table-set!", v)?;
    }
    vm.set_element(v.keys, v.used, key);
    vm.set_element(v.values, v.used, value);
    insert_place(vm, &v, key, v.used);
    vm.set(v.table, Table::used, Word::smi(v.used as i64 + 1));
    vm.set(v.table, Table::count, Word::smi(v.count as i64 + 1));
    Ok(Word::UNSPECIFIED)
}

/// The live entries.
pub fn entries(vm: &Vm, t: Object<Table>) -> Vec<(Word, Word)> {
    let (Some(keys), Some(values)) = (vm.cast(vm.get(t, Table::keys), VECTOR), vm.cast(vm.get(t, Table::values), VECTOR)) else {
        return Vec::new();
    };
    let used = smi(vm.get(t, Table::used));
    let all = vm.elements(keys).iter().zip(vm.elements(values)).take(used);
    all.filter(|(k, _)| **k != Word::HOLE).map(|(k, v)| (*k, *v)).collect()
}

const READS: Effects = Effects { raises: true, ..Effects::READS };
const WRITES: Effects = Effects::READS_WRITES;

jitgen::helpers! {
    MAKE "make-table" Effects { raises: true, ..Effects::ALLOCATES } => |vm, kind, capacity| {
        let capacity = smi(capacity).clamp(8, 1 << 24);
        let (index, keys, values) = parts(vm, "make-hash-table", capacity)?;
        let shape = object::shapes(vm).table;
        let zero = Word::smi(0);
        Ok(vm.make(shape, &[kind, zero, index.word(), keys.word(), values.word(), zero, Word::FALSE]).word())
    };
    IS_TABLE "is-table" Effects::READS => |vm, w| {
        let shape = object::shapes(vm).table;
        Ok(Word::bool(vm.cast(w, shape).is_some()))
    };
    REF "table-ref" READS => |vm, w, key, default| {
        let v = view(vm, "hash-table-ref", w)?;
        Ok(match find(vm, &v, key) {
            Some((_, e)) => vm.elements(v.values)[e],
            None => default,
        })
    };
    SET "table-set" WRITES => |vm, w, key, value| put(vm, w, key, value);
    DELETE "table-delete" WRITES => |vm, w, key| {
        let v = view(vm, "hash-table-delete!", w)?;
        let Some((i, e)) = find(vm, &v, key) else { return Ok(Word::FALSE) };
        set_place(vm, v.index, i, DELETED);
        vm.set_element(v.keys, e, Word::HOLE);
        vm.set_element(v.values, e, Word::HOLE);
        vm.set(v.table, Table::count, Word::smi(v.count as i64 - 1));
        // Deleted places make searches long; a table that has become empty starts afresh.
        if v.count == 1 {
            let places = vm.length(v.index);
            vm.bytes_mut(v.index)[..places].fill(0);
            vm.set(v.table, Table::used, Word::smi(0));
        }
        Ok(Word::TRUE)
    };
    COUNT "table-count" READS => |vm, w| {
        let v = view(vm, "hash-table-size", w)?;
        Ok(Word::smi(v.count as i64))
    };
    CLEAR "table-clear" WRITES => |vm, w| {
        let v = view(vm, "hash-table-clear!", w)?;
        let (index, keys, values) = parts(vm, "hash-table-clear!", 8)?;
        vm.set(v.table, Table::index, index.word());
        vm.set(v.table, Table::keys, keys.word());
        vm.set(v.table, Table::values, values.word());
        vm.set(v.table, Table::used, Word::smi(0));
        vm.set(v.table, Table::count, Word::smi(0));
        Ok(Word::UNSPECIFIED)
    };
    COPY "table-copy" READS => |vm, w| {
        let v = view(vm, "hash-table-copy", w)?;
        let (kind, custom) = (vm.get(v.table, Table::kind), vm.get(v.table, Table::custom));
        let (index, keys, values) = parts(vm, "hash-table-copy", v.count.max(8))?;
        let shape = object::shapes(vm).table;
        let zero = Word::smi(0);
        let new = vm.make(shape, &[kind, zero, index.word(), keys.word(), values.word(), zero, custom]).word();
        for (k, x) in entries(vm, v.table) {
            put(vm, new, k, x)?;
        }
        Ok(new)
    };
    KEYS "table-keys" READS => |vm, w| {
        let v = view(vm, "hash-table-keys", w)?;
        let all: Vec<Word> = entries(vm, v.table).into_iter().map(|e| e.0).collect();
        Ok(object::list(vm, &all))
    };
    VALUES "table-values" READS => |vm, w| {
        let v = view(vm, "hash-table-values", w)?;
        let all: Vec<Word> = entries(vm, v.table).into_iter().map(|e| e.1).collect();
        Ok(object::list(vm, &all))
    };
    ENTRIES "table-entries" READS => |vm, w| {
        let v = view(vm, "hash-table->alist", w)?;
        let all: Vec<Word> = entries(vm, v.table).into_iter().map(|(k, x)| vm.pair(k, x)).collect();
        Ok(object::list(vm, &all))
    };
    KIND "table-kind" READS => |vm, w| {
        let t = table(vm, "hash-table", w)?;
        Ok(vm.get(t, Table::kind))
    };
    CUSTOM "table-custom" READS => |vm, w| {
        let t = table(vm, "hash-table", w)?;
        Ok(vm.get(t, Table::custom))
    };
    SET_CUSTOM "set-table-custom" WRITES => |vm, w, custom| {
        let t = table(vm, "hash-table", w)?;
        vm.set(t, Table::custom, custom);
        Ok(Word::UNSPECIFIED)
    };
}

/// The table's rows.
pub const PRIMS: &[PrimInfo] = &[
    help("%make-table", &MAKE),
    help("hash-table?", &IS_TABLE).total(),
    help("%table-ref", &REF),
    help("%table-set!", &SET),
    help("%table-delete!", &DELETE),
    help("%table-count", &COUNT),
    help("%table-clear!", &CLEAR),
    help("%table-copy", &COPY),
    help("%table-keys", &KEYS),
    help("%table-values", &VALUES),
    help("%table-entries", &ENTRIES),
    help("%table-kind", &KIND),
    help("%table-custom", &CUSTOM),
    help("%set-table-custom!", &SET_CUSTOM),
];
