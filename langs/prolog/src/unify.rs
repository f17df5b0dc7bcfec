//! Two terms walked side by side: unification, identity, the standard order.

use crate::errors;
use crate::object::{
    Met, Shapes, State, Term, VarMap, argument, arity, bind_in, compound, copy_with, follow, occurs, part, registers, shapes,
    stamp, view, world,
    world_mut,
};
use crate::state::OccursCheck;
use smallvec::SmallVec;
use std::cmp::Ordering;
use vm_core::number::{self, Number};
use vm_core::{Object, ShapeId, Vm, Word};

/// Pairs of compound terms of the same functor whose arguments from an index on are still to be looked at.
struct Pairs {
    a: Word,
    b: Word,
    from: usize,
    waiting: SmallVec<[(Word, Word, usize); 4]>,
    met: Met<(Word, Word)>,
}

impl Pairs {
    /// The arguments of two terms.
    #[inline(always)]
    fn new(a: Word, b: Word) -> Pairs {
        Pairs { a, b, from: 0, waiting: SmallVec::new(), met: Met::default() }
    }

    /// The arguments of two terms come next.
    #[inline(always)]
    fn enter(&mut self, a: Word, b: Word) {
        if self.met.again((a, b)) {
            return;
        }
        if self.from != usize::MAX {
            self.waiting.push((self.a, self.b, self.from));
        }
        (self.a, self.b, self.from) = (a, b, 0);
    }

    /// The arguments of wide terms.
    #[cold]
    #[inline(never)]
    fn wide<'a>(&self, vm: &'a Vm) -> Option<(&'a [Word], &'a [Word])> {
        Some((vm.slots(self.a)?, vm.slots(self.b)?))
    }

    /// What is seen first in two arguments that are not the same word, of which something is.
    #[inline(always)]
    fn next<T>(&mut self, vm: &Vm, look: impl Fn(Word, Word) -> Option<T>) -> Option<T> {
        loop {
            let functor = vm.shape_of(self.a)?;
            let (x, y) = match (vm.slots_of(self.a, functor), vm.slots_of(self.b, functor)) {
                (Some(x), Some(y)) => (x, y),
                _ => self.wide(vm)?,
            };
            let (mut i, n) = (self.from, x.len());
            while i < n {
                let (v, w) = (part(vm, self.a, i, x[i]), part(vm, self.b, i, y[i]));
                i += 1;
                if v != w
                    && let Some(seen) = look(v, w)
                {
                    // What has no more arguments need not wait.
                    self.from = if i < n { i } else { usize::MAX };
                    return Some(seen);
                }
            }
            (self.a, self.b, self.from) = self.waiting.pop()?;
        }
    }
}

/// Unifies two terms, from left to right. Depth is bounded by the heap. Bindings made before a failure stay: backtracking undoes them.
/// Where the flag `occurs_check` forbids cyclic terms none are made; [`raised`] says what is to be raised instead.
pub fn unify(vm: &mut Vm, a: Word, b: Word) -> bool {
    let p = world(vm);
    let flag = p.occurs_check;
    if flag == OccursCheck::False {
        return unify_in(vm, Object::trust(p.state.get(vm)), a, b);
    }
    world_mut(vm).cycle = None;
    match unify_finite(vm, a, b) {
        Err(Some((v, term))) if flag == OccursCheck::Error => {
            let formal = compound(vm, "occurs_check", &[v, term]);
            let error = errors::error(vm, formal);
            world_mut(vm).cycle = Some(vm.root(error));
            false
        }
        result => result.is_ok(),
    }
}

/// What a goal that has unified terms answers, unless a cyclic term that would have been made is an error.
#[inline(always)]
pub fn raised<T>(vm: &mut Vm, answer: T) -> Result<T, Word> {
    match world(vm).occurs_check {
        OccursCheck::Error => raised_cycle(vm).map_or(Ok(answer), Err),
        _ => Ok(answer),
    }
}

#[cold]
fn raised_cycle(vm: &mut Vm) -> Option<Word> {
    world_mut(vm).cycle.take().map(|e| e.get(vm))
}

/// Why two terms do not unify: the variable and the term that would have become a cyclic one, if that is it.
pub type Cause = Option<(Word, Word)>;

/// Unifies two terms without making a cyclic one.
pub fn unify_finite(vm: &mut Vm, a: Word, b: Word) -> Result<(), Cause> {
    walk::<true>(vm, registers(vm), a, b)
}

/// Unifies two terms by who has the registers at hand and makes cyclic terms.
pub fn unify_in(vm: &mut Vm, state: Object<State>, a: Word, b: Word) -> bool {
    walk::<false>(vm, state, a, b).is_ok()
}

/// Unifies two terms; `FINITE`: without making a cyclic one.
#[inline(always)]
fn walk<const FINITE: bool>(vm: &mut Vm, state: Object<State>, a: Word, b: Word) -> Result<(), Cause> {
    let s = Shapes::of(vm, state);
    let Some(d) = difference(vm, s, a, b) else { return Ok(()) };
    match settle::<FINITE>(vm, state, d)? {
        Some((a, b)) => in_order::<FINITE>(vm, state, s, a, b),
        None => Ok(()),
    }
}

/// Unifies the arguments of two terms of the same functor from left to right.
#[inline(always)]
fn in_order<const FINITE: bool>(vm: &mut Vm, state: Object<State>, s: Shapes, a: Word, b: Word) -> Result<(), Cause> {
    let mut pairs = Pairs::new(a, b);
    while let Some(d) = pairs.next(vm, |a, b| difference(vm, s, a, b)) {
        if let Some((a, b)) = settle::<FINITE>(vm, state, d)? {
            pairs.enter(a, b);
        }
    }
    Ok(())
}

/// Whether two terms of the same functor hold constants somewhere that differ. Where cannot be foreseen, so there is no branch for each
/// argument.
#[inline(always)]
pub fn apart(vm: &Vm, a: Word, b: Word) -> bool {
    let slots = |functor| Some((vm.slots_of(a, functor)?, vm.slots_of(b, functor)?));
    let Some((xs, ys)) = vm.shape_of(a).and_then(slots) else { return false };
    let mut found = false;
    for i in 0..xs.len().min(ys.len()) {
        found |= xs[i].differ_at_sight(ys[i]);
    }
    found
}

/// Binds what two terms differ in: the terms whose arguments are still to be unified, if they have any.
#[inline(always)]
fn settle<const FINITE: bool>(vm: &mut Vm, state: Object<State>, d: Difference) -> Result<Option<(Word, Word)>, Cause> {
    match d {
        Difference::Terms => return Err(None),
        Difference::Arguments(a, b) => return Ok(Some((a, b))),
        Difference::Binding(v, w) if FINITE && occurs(vm, v, w) => return Err(Some((v, w))),
        Difference::Binding(v, w) => bind_in(vm, state, v, w),
        Difference::Variables(v, u) => bind_variables(vm, state, v, u),
    }
    Ok(None)
}

/// Unifies a term with a pattern whose variables are renamed: one that is met for the first time stands for what it meets, so nothing
/// is made for it.
pub fn unify_renamed(vm: &mut Vm, term: Word, pattern: Word, map: &mut VarMap) -> bool {
    match_parts(vm, term, pattern, map, DEEP)
}

/// Parts of a pattern that lie deeper are copied first.
const DEEP: u32 = 8;

fn match_parts(vm: &mut Vm, term: Word, pattern: Word, map: &mut VarMap, depth: u32) -> bool {
    let (term, pattern) = (follow(vm, term), follow(vm, pattern));
    match vm.shape_of(pattern) {
        None if pattern.is_slot() => match map.get(pattern) {
            Some(known) => unify(vm, term, known),
            None => {
                map.insert(pattern, term);
                true
            }
        },
        None => term == pattern || unify(vm, term, pattern),
        Some(shape) if depth > 0 && vm.shape_of(term) == Some(shape) && world(vm).is_functor(shape) => {
            (0..arity(vm, term, shape)).all(|i| {
                let (term, pattern) = (argument(vm, term, i).unwrap_or(Word::NIL), argument(vm, pattern, i).unwrap_or(Word::NIL));
                match_parts(vm, term, pattern, map, depth - 1)
            })
        }
        Some(_) => {
            let copy = copy_with(vm, pattern, map);
            unify(vm, term, copy)
        }
    }
}

/// Whether two terms are the same: no unification would bind anything.
pub fn identical(vm: &Vm, a: Word, b: Word) -> bool {
    let s = shapes(vm);
    let mut pairs = match difference(vm, s, a, b) {
        None => return true,
        Some(Difference::Arguments(a, b)) => Pairs::new(a, b),
        Some(_) => return false,
    };
    while let Some(d) = pairs.next(vm, |a, b| difference(vm, s, a, b)) {
        match d {
            Difference::Arguments(a, b) => pairs.enter(a, b),
            _ => return false,
        }
    }
    true
}

/// What two terms differ in.
#[derive(Clone, Copy)]
enum Difference {
    /// Something that cannot be unified.
    Terms,
    /// Perhaps their arguments; their references are followed.
    Arguments(Word, Word),
    /// A variable, and what it has to become.
    Binding(Word, Word),
    /// Both are variables.
    Variables(Word, Word),
}

/// What two terms differ in, but for their arguments; `None`: nothing.
#[inline(always)]
fn difference(vm: &Vm, s: Shapes, a: Word, b: Word) -> Option<Difference> {
    let var = s.var().id();
    let ((a, f), (b, g)) = (follow_to(vm, s, a), follow_to(vm, s, b));
    if a == b {
        return None;
    }
    Some(match (f, g) {
        (Some(f), Some(g)) if f == var && g == var => Difference::Variables(a, b),
        (Some(f), _) if f == var => Difference::Binding(a, b),
        (_, Some(g)) if g == var => Difference::Binding(b, a),
        (Some(f), Some(g)) if f != g => Difference::Terms,
        (Some(f), Some(_)) if world(vm).is_functor(f) => Difference::Arguments(a, b),
        (Some(f), Some(_)) => return (!same_constant(vm, f, a, b)).then_some(Difference::Terms),
        _ => Difference::Terms,
    })
}

/// Follows references: what is at their end, and its shape; that of variables for every variable.
#[inline(always)]
fn follow_to(vm: &Vm, s: Shapes, mut w: Word) -> (Word, Option<ShapeId>) {
    loop {
        if !w.is_slot() {
            return (w, vm.shape_of(w));
        }
        let value = vm.load_through(w);
        if value.is_hole() {
            return (w, Some(s.var().id()));
        }
        w = value;
    }
}

/// The younger becomes a reference to the older; one without attributes to one with attributes.
#[inline]
fn bind_variables(vm: &mut Vm, state: Object<State>, v: Word, u: Word) {
    let ((x, with), (y, other)) = (stamp(vm, v), stamp(vm, u));
    if with != other && with || with == other && x < y {
        bind_in(vm, state, u, v);
    } else {
        bind_in(vm, state, v, u);
    }
}

/// Whether two different objects of this shape are the same number or the same string. Those of different shapes never are.
#[cold]
fn same_constant(vm: &Vm, shape: ShapeId, a: Word, b: Word) -> bool {
    if shape == vm_core::core_shapes::TEXT.id() {
        return vm_core::text::eq(vm, Object::trust(a), Object::trust(b));
    }
    number::eqv(vm, a, b)
}

fn rank(t: &Term) -> u8 {
    match t {
        Term::Var(_) => 0,
        Term::Number(_) => 1,
        Term::Other => 2,
        Term::Text => 3,
        Term::Atom(_) => 4,
        Term::Compound(..) => 5,
    }
}

/// The standard order of terms. That of two variables of the same age may change when the collector moves them: see [`order`].
pub fn compare(vm: &Vm, a: Word, b: Word) -> Ordering {
    first_difference(vm, a, b).unwrap_or_else(|(a, b)| order_key(vm, a).cmp(&order_key(vm, b)))
}

/// The standard order of terms, and whether variables decide it.
#[inline]
pub fn compare_noting(vm: &Vm, a: Word, b: Word, variables: &mut bool) -> Ordering {
    first_difference(vm, a, b).unwrap_or_else(|(a, b)| {
        *variables = true;
        order_key(vm, a).cmp(&order_key(vm, b))
    })
}

/// The standard order of terms, which lasts: variables of the same age that decide it have numbers from then on.
#[inline]
pub fn order(vm: &mut Vm, a: Word, b: Word) -> Ordering {
    first_difference(vm, a, b).unwrap_or_else(|(a, b)| {
        if order_key(vm, a).0 == order_key(vm, b).0 {
            number_variables(vm, &mut [a, b]);
        }
        order_key(vm, a).cmp(&order_key(vm, b))
    })
}

/// Numbers variables that have no numbers yet, those first that lie first: as long as nothing is moved these are the older ones.
pub fn number_variables(vm: &mut Vm, variables: &mut [Word]) {
    let holder = |w: &Word| w.object().unwrap_or(*w);
    variables.sort_unstable_by_key(|w| holder(w).bits());
    variables.iter().for_each(|w| vm.set_order_number(holder(w)));
}

/// What unbound variables are ordered by: the age, the number of the object, the place. Those without a number get later ones.
fn order_key(vm: &Vm, w: Word) -> (i64, u32, u64, usize) {
    let holder = w.object().unwrap_or(w);
    (stamp(vm, w).0, vm.order_number(holder).wrapping_sub(1), holder.bits(), w.slot_offset() * usize::from(w.is_slot()))
}

/// What decides the order of two words.
enum Heads {
    /// They have this order.
    Order(Ordering),
    /// They are different variables.
    Variables(Word, Word),
    /// Their arguments do; their references are followed.
    Arguments(Word, Word),
}

/// The order of two terms; the variables, if it is theirs.
fn first_difference(vm: &Vm, a: Word, b: Word) -> Result<Ordering, (Word, Word)> {
    let mut pairs = match compare_heads(vm, a, b) {
        Heads::Order(order) => return Ok(order),
        Heads::Variables(a, b) => return Err((a, b)),
        Heads::Arguments(a, b) => Pairs::new(a, b),
    };
    let differing = |a, b| Some(compare_heads(vm, a, b)).filter(|heads| !matches!(heads, Heads::Order(Ordering::Equal)));
    while let Some(heads) = pairs.next(vm, differing) {
        match heads {
            Heads::Order(order) => return Ok(order),
            Heads::Variables(a, b) => return Err((a, b)),
            Heads::Arguments(a, b) => pairs.enter(a, b),
        }
    }
    Ok(Ordering::Equal)
}

/// What decides the order of two words.
fn compare_heads(vm: &Vm, a: Word, b: Word) -> Heads {
    let (a, b) = (follow(vm, a), follow(vm, b));
    if a == b {
        return Heads::Order(Ordering::Equal);
    }
    if let (Some(x), Some(y)) = (a.as_smi(), b.as_smi()) {
        return Heads::Order(x.cmp(&y));
    }
    if let (Some(s), Some(t)) = (a.as_symbol(), b.as_symbol()) {
        return Heads::Order(vm.symbols.name(s).cmp(vm.symbols.name(t)));
    }
    if let (Some(f), Some(g)) = (vm.shape_of(a), vm.shape_of(b))
        && f == g
        && world(vm).is_functor(f)
    {
        return Heads::Arguments(a, b);
    }
    let (x, y) = (view(vm, a).1, view(vm, b).1);
    Heads::Order(match (&x, &y) {
        // What is no number comes before all numbers.
        (Term::Number(Number::Float(x)), Term::Number(Number::Float(y))) if x.is_nan() || y.is_nan() => y.is_nan().cmp(&x.is_nan()),
        (Term::Number(Number::Float(x)), Term::Number(Number::Float(y))) => x.total_cmp(y),
        (Term::Number(x), Term::Number(_)) => {
            let before = if matches!(x, Number::Float(_)) { Ordering::Less } else { Ordering::Greater };
            let order = number::compare(vm, a, b).ok().flatten().unwrap_or(before);
            // A float comes before the integer it equals; in the standard before all integers.
            let exact = number::is_exact(vm, a).unwrap_or(true).cmp(&number::is_exact(vm, b).unwrap_or(true));
            if world(vm).iso { exact.then(order) } else { order.then(exact) }
        }
        (Term::Text, Term::Text) => vm_core::text::compare(vm, Object::trust(a), Object::trust(b)),
        (Term::Compound(f, n), Term::Compound(g, m)) => {
            if (f, n) == (g, m) {
                return Heads::Arguments(a, b);
            }
            n.cmp(m).then_with(|| vm.symbols.name(*f).cmp(vm.symbols.name(*g)))
        }
        (Term::Var(_), Term::Var(_)) => return Heads::Variables(a, b),
        // Records of the engine and values of other languages are themselves only.
        (Term::Other, Term::Other) => a.bits().cmp(&b.bits()),
        _ => rank(&x).cmp(&rank(&y)),
    })
}
