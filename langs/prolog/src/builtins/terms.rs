//! Terms taken apart, made, compared, sorted, collected.

use super::{Answer, builtins};
use crate::errors;
use crate::object::*;
use crate::state::{OccursCheck, functor as functor_of};
use smallvec::SmallVec;
use std::cmp::Ordering;
use vm_core::core_shapes::{CELL, Cell};
use vm_core::{Object, Vm, Word, number};

builtins! {
    FUNCTOR "functor" 3 functor;
    ARG "$arg" 3 |vm, a| {
        let (n, t) = (deref(vm, a[0]), deref(vm, a[1]));
        let Some(n) = n.as_smi() else { return Ok(false) };
        match argument(vm, t, u32::try_from(n - 1).unwrap_or(u32::MAX)) {
            Some(w) if matches!(view(vm, t).1, Term::Compound(..)) => Ok(unify(vm, a[2], w)),
            _ => Ok(false),
        }
    };
    SETARG "setarg" 3 |vm, a| set_argument(vm, a, |vm, t, i| {
        let w = deref(vm, a[2]);
        assign(vm, t, i, w);
    });
    NB_SETARG "nb_setarg" 3 |vm, a| set_argument(vm, a, |vm, t, i| {
        let w = lasting(vm, a[2]);
        vm.set_slot(t, i, w);
    });
    NB_LINKARG "nb_linkarg" 3 |vm, a| set_argument(vm, a, |vm, t, i| {
        let w = deref(vm, a[2]);
        vm.set_slot(t, i, w);
    });
    UNIV "=.." 2 univ;
    COPY "copy_term" 2 |vm, a| {
        let c = copy_term(vm, a[0], &mut VarMap::default(), true);
        Ok(unify(vm, a[1], c))
    };
    DUPLICATE "duplicate_term" 2 |vm, a| {
        let c = copy_term(vm, a[0], &mut VarMap::default(), true);
        Ok(unify(vm, a[1], c))
    };
    COPY_NAT "copy_term_nat" 2 |vm, a| {
        let c = copy(vm, a[0]);
        Ok(unify(vm, a[1], c))
    };
    NOT_UNIFIABLE "\\=" 2 |vm, a| {
        // Bindings are undone by hand: on a variable older than the newest choice point or not, each is noted.
        Ok(super::control::unifier(vm, a[0], a[1]).is_none())
    };
    // As the flag `occurs_check` says: what code does instead of unifying by itself while that is not false.
    UNIFY "$unify" 2 |vm, a| Ok(unify(vm, a[0], a[1]));
    OCCURS_CHECK "unify_with_occurs_check" 2 |vm, a| Ok(unify_finite(vm, a[0], a[1]).is_ok());
    ACYCLIC "acyclic_term" 1 |vm, a| Ok(acyclic(vm, a[0]));
    COMPARE "compare" 3 |vm, a| {
        let (w, t) = view(vm, a[0]);
        match t {
            Term::Var(_) => {}
            Term::Atom(s) if world(vm).orders.contains(&s) => {}
            Term::Atom(_) => return Err(errors::domain(vm, "order", w)),
            _ => return Err(errors::type_error(vm, "atom", w)),
        }
        let order = order(vm, a[1], a[2]);
        let name = world(vm).orders[(order as i8 + 1) as usize];
        Ok(unify(vm, a[0], name.into()))
    };
    BEFORE "@<" 2 |vm, a| Ok(order(vm, a[0], a[1]).is_lt());
    AFTER "@>" 2 |vm, a| Ok(order(vm, a[0], a[1]).is_gt());
    NOT_AFTER "@=<" 2 |vm, a| Ok(order(vm, a[0], a[1]).is_le());
    NOT_BEFORE "@>=" 2 |vm, a| Ok(order(vm, a[0], a[1]).is_ge());
    VARIANT "=@=" 2 |vm, a| Ok(variant(vm, a[0], a[1]));
    NOT_VARIANT "\\=@=" 2 |vm, a| Ok(!variant(vm, a[0], a[1]));
    VARIABLES "term_variables" 2 |vm, a| {
        let vars = variables(vm, a[0]);
        list_result(vm, a[1], &vars)
    };
    SIZE "term_size" 2 |vm, a| {
        let cells = size(vm, a[0]);
        Ok(unify(vm, a[1], Word::smi(cells as i64)))
    };
    GROUND "ground" 1 |vm, a| Ok(is_ground(vm, a[0]));
    MSORT "msort" 2 |vm, a| {
        let mut l = proper(vm, a[0])?;
        sort_words(vm, &mut l, |_, w| w, false);
        list_result(vm, a[1], &l)
    };
    SORT "sort" 2 |vm, a| {
        let mut l = proper(vm, a[0])?;
        sort_words(vm, &mut l, |_, w| w, false);
        l.dedup_by(|x, y| compare(vm, *x, *y).is_eq());
        list_result(vm, a[1], &l)
    };
    SORT_BY "sort" 4 sort_by;
    KEYSORT "keysort" 2 |vm, a| {
        let mut l = proper(vm, a[0])?;
        for &w in &l {
            if matches!(view(vm, w).1, Term::Var(_)) {
                return Err(errors::instantiation(vm));
            }
            pair_or_variable(vm, w)?;
        }
        let (sorted, tail) = items(vm, a[1]);
        if tail != world(vm).nil && !matches!(view(vm, tail).1, Term::Var(_)) {
            return Err(errors::type_error(vm, "list", a[1]));
        }
        for w in sorted {
            pair_or_variable(vm, w)?;
        }
        sort_words(vm, &mut l, |vm, w| arg(vm, w, 0), false);
        list_result(vm, a[1], &l)
    };
    LIST_LENGTH "$skip_list" 3 |vm, a| {
        let mut count = 0;
        let tail = each_cell(vm, a[0], |_, _| count += 1);
        Ok(unify(vm, a[1], Word::smi(count)) && unify(vm, a[2], tail))
    };
    BAG_NEW "$bag_new" 1 |vm, a| {
        let nil = world(vm).nil;
        let cell = vm.make(CELL, &[nil]).word();
        Ok(unify(vm, a[0], cell))
    };
    BAG_ADD "$bag_add" 2 |vm, a| {
        let bag = deref(vm, a[0]);
        let Some(cell) = vm.cast(bag, CELL) else { return Ok(false) };
        let term = copy(vm, a[1]);
        // The list is circular while it grows: the cell holds its end, which is followed by its beginning.
        let (shape, last) = (world(vm).cons, vm.get(cell, Cell::value));
        match vm.slots_of(last, shape) {
            Some(&[_, first]) => {
                let l = vm.new_object(shape, &[term, first]);
                vm.set_slot(last, 1, l);
                vm.set(cell, Cell::value, l);
            }
            _ => {
                let l = vm.new_object(shape, &[term, last]);
                vm.set_slot(l, 1, l);
                vm.set(cell, Cell::value, l);
            }
        }
        Ok(true)
    };
    BAG_LIST "$bag_list" 2 |vm, a| {
        let bag = deref(vm, a[0]);
        let Some(cell) = vm.cast(bag, CELL) else { return Ok(false) };
        let (last, nil) = (vm.get(cell, Cell::value), world(vm).nil);
        let first = vm.slot(last, 1).unwrap_or(nil);
        vm.set_slot(last, 1, nil);
        Ok(unify(vm, a[1], first))
    };
    CELL_GET "$cell_get" 2 |vm, a| {
        let w = deref(vm, a[0]);
        let Some(cell) = vm.cast(w, CELL) else { return Ok(false) };
        let w = vm.get(cell, Cell::value);
        Ok(unify(vm, a[1], w))
    };
    CELL_SET "$cell_set" 2 |vm, a| {
        let w = deref(vm, a[0]);
        let Some(cell) = vm.cast(w, CELL) else { return Ok(false) };
        let w = copy(vm, a[1]);
        vm.set(cell, Cell::value, w);
        Ok(true)
    };
    SUCC "succ" 2 succ;
    PLUS "plus" 3 |vm, a| {
        let (x, y, z) = (deref(vm, a[0]), deref(vm, a[1]), deref(vm, a[2]));
        let numbers = [x, y, z].map(|w| number::is_number(vm, w));
        let (result, at) = match (numbers[0], numbers[1], numbers[2]) {
            (true, true, _) => (number::add(vm, x, y), 2),
            (true, _, true) => (number::sub(vm, z, x), 1),
            (_, true, true) => (number::sub(vm, z, y), 0),
            _ => {
                for w in [x, y, z] {
                    if !number::is_number(vm, w) && !matches!(view(vm, w).1, Term::Var(_)) {
                        return Err(errors::type_error(vm, "integer", w));
                    }
                }
                return Err(errors::instantiation(vm));
            }
        };
        let r = result.map_err(|e| errors::number(vm, e, x))?;
        Ok(unify(vm, a[at], r))
    };
}

/// A proper list's items; the error if it is none.
pub fn proper(vm: &mut Vm, w: Word) -> Result<Vec<Word>, Word> {
    let (found, tail) = items(vm, w);
    if tail == world(vm).nil { Ok(found) } else { Err(no_proper_list(vm, w, tail)) }
}

/// The error if a list has such a tail.
fn no_proper_list(vm: &mut Vm, list: Word, tail: Word) -> Word {
    match view(vm, tail).1 {
        Term::Var(_) => errors::instantiation(vm),
        _ => {
            let list = deref(vm, list);
            errors::type_error(vm, "list", list)
        }
    }
}

/// Sorts terms by a part of each, keeping the order of equal ones. If variables decide, those that are such a part or an argument of
/// one get their lasting numbers all at once, so that they keep the order in which they are made.
fn sort_words(vm: &mut Vm, l: &mut [Word], part: impl Fn(&Vm, Word) -> Word, descending: bool) {
    let direct = |o: Ordering| if descending { o.reverse() } else { o };
    let mut variables_decide = false;
    l.sort_by(|x, y| direct(compare_noting(vm, part(vm, *x), part(vm, *y), &mut variables_decide)));
    if !variables_decide {
        return;
    }
    let mut variables = Vec::new();
    for w in l.iter() {
        match view(vm, part(vm, *w)) {
            (w, Term::Var(_)) => variables.push(w),
            (w, Term::Compound(_, n)) => {
                variables.extend((0..n).map(|i| view(vm, arg(vm, w, i))).filter(|v| matches!(v.1, Term::Var(_))).map(|v| v.0));
            }
            _ => {}
        }
    }
    number_variables(vm, &mut variables);
    l.sort_by(|x, y| {
        let (x, y) = (part(vm, *x), part(vm, *y));
        direct(order(vm, x, y))
    });
}

/// Unifies an argument that must be a list, as far as it is bound, with a list of these.
fn list_result(vm: &mut Vm, w: Word, all: &[Word]) -> Answer {
    let (_, tail) = items(vm, w);
    if !matches!(view(vm, tail).1, Term::Var(_)) && tail != world(vm).nil {
        let w = deref(vm, w);
        return Err(errors::type_error(vm, "list", w));
    }
    let l = proper_list(vm, all);
    Ok(unify(vm, w, l))
}

fn pair_or_variable(vm: &mut Vm, w: Word) -> Result<(), Word> {
    match view(vm, w) {
        (_, Term::Compound(s, 2)) if vm.symbols.name(s) == "-" => Ok(()),
        (_, Term::Var(_)) => Ok(()),
        (w, _) => Err(errors::type_error(vm, "pair", w)),
    }
}

fn functor(vm: &mut Vm, a: &[Word]) -> Answer {
    let (w, t) = view(vm, a[0]);
    match t {
        Term::Var(_) => {}
        Term::Compound(s, n) => return Ok(unify(vm, a[1], s.into()) && unify(vm, a[2], Word::smi(n.into()))),
        _ => return Ok(unify(vm, a[1], w) && unify(vm, a[2], Word::smi(0))),
    }
    let ((name, t), (arity, u)) = (view(vm, a[1]), view(vm, a[2]));
    if matches!(t, Term::Var(_)) || matches!(u, Term::Var(_)) {
        return Err(errors::instantiation(vm));
    }
    if !number::is_exact_integer(vm, arity) {
        return Err(errors::type_error(vm, "integer", arity));
    }
    let made = match arity.as_smi() {
        Some(0) if matches!(t, Term::Compound(..)) => return Err(errors::type_error(vm, "atomic", name)),
        Some(0) => name,
        Some(n) if n < 0 => return Err(errors::domain(vm, "not_less_than_zero", arity)),
        Some(n) => match t {
            Term::Atom(s) => {
                // A word for each argument, and a variable.
                let words = usize::try_from(n).ok().filter(|n| *n < u32::MAX as usize).map_or(usize::MAX >> 8, |n| 4 * n);
                vm.reserve(words).map_err(|e| errors::memory(vm, e))?;
                let args = new_arguments(vm, n as usize);
                compound_of(vm, s, &args)
            }
            Term::Compound(..) => return Err(errors::type_error(vm, "atomic", name)),
            _ => return Err(errors::type_error(vm, "atom", name)),
        },
        None => return Err(errors::representation(vm, "max_arity")),
    };
    Ok(unify(vm, w, made))
}

fn univ(vm: &mut Vm, a: &[Word]) -> Answer {
    let p = world(vm);
    let w = follow(vm, a[0]);
    let (name, n) = match vm.shape_of(w) {
        None if w.is_slot() => {
            let (finite, state) = (p.occurs_check != OccursCheck::False, Object::trust(p.state.get(vm)));
            let made = match of_short_list(vm, a[1]) {
                Some(made) => made,
                None => of_list(vm, a[1])?,
            };
            if finite {
                return Ok(unify(vm, w, made));
            }
            // Making the term has bound nothing.
            bind_in(vm, state, w, made);
            return Ok(true);
        }
        Some(shape) if p.is_functor(shape) => (vm.shapes.get(shape).name.into(), arity(vm, w, shape)),
        _ => (w, 0),
    };
    if let Some(answer) = spread(vm, w, (name, n), a[1]) {
        return Ok(answer);
    }
    // The name is the first item, the arguments follow.
    let part = |vm: &Vm, i: u32| if i == 0 { name } else { argument(vm, w, i - 1).unwrap_or(Word::NIL) };
    let (mut i, mut rest) = (0, deref(vm, a[1]));
    // Most lists are a name and a variable.
    let end = uncons(vm, rest).map_or(rest, |(_, tail)| tail);
    if !end.is_slot() {
        let tail = tail(vm, end);
        if tail != world(vm).nil && !tail.is_slot() {
            return Err(errors::type_error(vm, "list", rest));
        }
    }
    while let Some((item, tail)) = uncons(vm, rest) {
        let part = part(vm, i);
        if i > n || !unify(vm, item, part) {
            return Ok(false);
        }
        (i, rest) = (i + 1, tail);
    }
    let mut made = world(vm).nil;
    for i in (i..=n).rev() {
        let part = part(vm, i);
        made = cons(vm, part, made);
    }
    Ok(unify(vm, rest, made))
}

/// Most lists that a term is spread into are a variable or the name, and a variable.
#[inline(always)]
fn spread(vm: &mut Vm, w: Word, (name, n): (Word, u32), list: Word) -> Option<bool> {
    let p = world(vm);
    if p.occurs_check != OccursCheck::False {
        return None;
    }
    let (state, cons, mut made) = (Object::trust(p.state.get(vm)), p.cons, p.nil);
    let (first, rest) = uncons_in(vm, p, follow(vm, list))?;
    if !rest.is_slot() {
        return None;
    }
    let first = match first {
        v if v.is_slot() && v != rest => Some(v),
        v if v.is_slot() => return None,
        v if v == name => None,
        v if v.as_symbol().is_some() => return Some(false),
        _ => return None,
    };
    let shape = vm.shape_of(w);
    for i in (0..n as usize).rev() {
        let argument = part(vm, w, i, vm.slots_of(w, shape?)?[i]);
        made = vm.new_object(cons, &[argument, made]);
    }
    if let Some(v) = first {
        bind_in(vm, state, v, name);
    }
    bind_in(vm, state, rest, made);
    Some(true)
}

/// The same as [`of_list`] of an atom and a few arguments, which most lists are.
#[inline(always)]
fn of_short_list(vm: &mut Vm, list: Word) -> Option<Word> {
    let (p, mut items, mut n) = (world(vm), [Word::NIL; 5], 0);
    let mut rest = follow(vm, list);
    while let Some((item, tail)) = uncons_in(vm, p, rest) {
        *items.get_mut(n)? = item;
        (n, rest) = (n + 1, tail);
    }
    if rest != p.nil || n < 2 {
        return None;
    }
    let shape = functor_of(vm, items[0].as_symbol()?, n as u32 - 1);
    Some(new_term(vm, shape, &items[1..n]))
}

/// The term that the list of its name and its arguments says.
fn of_list(vm: &mut Vm, list: Word) -> Result<Word, Word> {
    let mut l = SmallVec::<[Word; 8]>::new();
    let tail = each_item(vm, list, |w| l.push(w));
    if tail != world(vm).nil {
        return Err(no_proper_list(vm, list, tail));
    }
    let Some((&first, args)) = l.split_first() else {
        let nil = world(vm).nil;
        return Err(errors::domain(vm, "non_empty_list", nil));
    };
    let (first, t) = view(vm, first);
    match t {
        Term::Var(_) => Err(errors::instantiation(vm)),
        Term::Compound(..) => Err(errors::type_error(vm, if args.is_empty() { "atomic" } else { "atom" }, first)),
        _ if args.is_empty() => Ok(first),
        Term::Atom(s) => Ok(compound_of(vm, s, args)),
        _ => Err(errors::type_error(vm, "atom", first)),
    }
}

/// Whether a term is finite: no compound is part of itself.
pub fn acyclic(vm: &Vm, w: Word) -> bool {
    is_acyclic(vm, w)
}

/// How many cells a term takes: what is shared is counted once, constants take none.
fn size(vm: &Vm, term: Word) -> usize {
    let (mut work, mut met, mut cells) = (vec![term], hashbrown::HashSet::<Word, rustc_hash::FxBuildHasher>::default(), 0);
    while let Some(w) = work.pop() {
        let (w, t) = view(vm, w);
        match t {
            Term::Compound(_, n) if met.insert(w) => {
                cells += n as usize + 1;
                work.extend((0..n).map(|i| arg(vm, w, i)));
            }
            Term::Text if met.insert(w) => cells += vm_core::text::length(vm, Object::trust(w)) / 8 + 2,
            _ => {}
        }
    }
    cells
}

/// Whether two terms are equal up to the names of variables.
fn variant(vm: &mut Vm, a: Word, b: Word) -> bool {
    let (mut to, mut from) = (VarMap::default(), VarMap::default());
    let (mut work, mut met) = (SmallVec::<[(Word, Word); 16]>::from_slice(&[(a, b)]), Met::default());
    while let Some((a, b)) = work.pop() {
        let (a, b) = (follow(vm, a), follow(vm, b));
        if let Some(shape) = vm.shape_of(a).filter(|shape| world(vm).is_functor(*shape))
            && let (Some(slots), Some(others)) = (vm.slots_of(a, shape), vm.slots_of(b, shape))
        {
            let again = met.again((a, b));
            for i in (0..slots.len()).filter(|_| !again) {
                // The same constant.
                if slots[i] != others[i] || !slots[i].is_plain() {
                    work.push((part(vm, a, i, slots[i]), part(vm, b, i, others[i])));
                }
            }
            continue;
        }
        match (view(vm, a), view(vm, b)) {
            ((x, Term::Var(_)), (y, Term::Var(_))) => {
                if to.get_or_insert(x, y) != y || from.get_or_insert(y, x) != x {
                    return false;
                }
            }
            ((x, Term::Compound(f, n)), (y, Term::Compound(g, m))) if f == g && n == m => {
                if !met.again((x, y)) {
                    work.extend((0..n).map(|i| (arg(vm, x, i), arg(vm, y, i))));
                }
            }
            ((_, Term::Compound(..) | Term::Var(_)), _) | (_, (_, Term::Var(_))) => return false,
            ((x, _), (y, _)) => {
                if !compare(vm, x, y).is_eq() {
                    return false;
                }
            }
        }
    }
    true
}

/// `sort(Key, Order, List, Sorted)`
fn sort_by(vm: &mut Vm, a: &[Word]) -> Answer {
    let key = deref(vm, a[0]);
    if matches!(view(vm, key).1, Term::Var(_)) {
        return Err(errors::instantiation(vm));
    }
    let Some(key) = key.as_smi().filter(|k| *k >= 0) else { return Err(errors::type_error(vm, "integer", key)) };
    let (order, t) = view(vm, a[1]);
    let name = match t {
        Term::Atom(s) => vm.symbols.name(s).to_string(),
        Term::Var(_) => return Err(errors::instantiation(vm)),
        _ => return Err(errors::type_error(vm, "atom", order)),
    };
    if !["@<", "@=<", "@>", "@>="].contains(&name.as_str()) {
        return Err(errors::domain(vm, "order", order));
    }
    let mut l = proper(vm, a[2])?;
    for &w in &l {
        if key > 0 && vm.slot(deref(vm, w), key as u32 - 1).is_none() {
            return Err(errors::type_error(vm, "compound", w));
        }
    }
    let part = |vm: &Vm, w: Word| if key == 0 { w } else { arg(vm, deref(vm, w), key as u32 - 1) };
    sort_words(vm, &mut l, part, name.starts_with("@>"));
    if name == "@<" || name == "@>" {
        l.dedup_by(|x, y| compare(vm, part(vm, *x), part(vm, *y)).is_eq());
    }
    list_result(vm, a[3], &l)
}

fn succ(vm: &mut Vm, a: &[Word]) -> Answer {
    let (x, y) = (deref(vm, a[0]), deref(vm, a[1]));
    for w in [x, y] {
        let unbound = matches!(view(vm, w).1, Term::Var(_));
        if !unbound && !number::is_exact_integer(vm, w) {
            return Err(errors::type_error(vm, "integer", w));
        }
        if !unbound && number::is_negative(vm, w).unwrap_or(false) {
            return Err(errors::type_error(vm, "not_less_than_zero", w));
        }
    }
    let (result, at) = if number::is_number(vm, x) {
        (number::add(vm, x, Word::smi(1)), 1)
    } else if number::is_number(vm, y) {
        if y == Word::smi(0) {
            return Ok(false);
        }
        (number::sub(vm, y, Word::smi(1)), 0)
    } else {
        return Err(errors::instantiation(vm));
    };
    let r = result.map_err(|e| errors::number(vm, e, x))?;
    Ok(unify(vm, a[at], r))
}

/// Changes an argument of a compound term, if it has that many.
fn set_argument(vm: &mut Vm, a: &[Word], set: impl FnOnce(&mut Vm, Word, u32)) -> Answer {
    let (index, (term, t)) = (deref(vm, a[0]), view(vm, a[1]));
    let n = match (index.as_smi(), view(vm, index).1) {
        (Some(n), _) => n,
        (_, Term::Var(_)) => return Err(errors::instantiation(vm)),
        _ => return Err(errors::type_error(vm, "integer", index)),
    };
    match t {
        Term::Compound(_, arity) if (1..=i64::from(arity)).contains(&n) => set(vm, term, n as u32 - 1),
        Term::Compound(..) => return Ok(false),
        Term::Var(_) => return Err(errors::instantiation(vm)),
        _ => return Err(errors::type_error(vm, "compound", term)),
    }
    Ok(true)
}
