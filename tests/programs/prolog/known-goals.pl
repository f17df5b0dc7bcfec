% Goals that are known where they are called: the same as called as terms.
:- dynamic(seen/1).
p(1). p(2). p(3).
q(a, 1). q(b, 2). q(a, 3).
t(N, G) :- ( catch(G, E, ( E = error(F, _) -> true ; F = E )) -> true ; F = failed ), ( var(F) -> F = yes ; true ), \+ \+ ( numbervars(F, 0, _), writeq(N), write(' '), print(F), nl ).
% A cut is local to the goal.
cut(1, X) :- once(( p(X), X > 1, ! ; X = 9 )).
cut(2, L) :- findall(X, ( p(X), ! ; X = 9 ), L).
cut(2, second).
cut(3, X) :- call(( p(X), ! )).
cut(3, second).
cut(4, X) :- ignore(( p(X), ! ; X = 9 )).
cut(4, second).
cut(5, ok) :- forall(( p(X), ! ), X =:= 1).
cut(5, second).
cut(6, N) :- aggregate_all(count, ( p(_), ! ; true ), N).
cut(6, second).
all(N, Xs) :- findall(X, cut(N, X), Xs).
% Variables inside stay unbound; those from outside are bound.
vars(X, L) :- findall(X-Y, q(Y, X), L), var(X).
outer(A, L) :- findall(X, q(A, X), L).
copies(L) :- findall(f(X, Y, X), ( X = g(_) ; Y = 1 ), L).
nested(L) :- findall(X-Ys, ( p(X), findall(Y, ( p(Y), Y > X ), Ys) ), L).
% What is no goal raises before anything is done.
bad(1, L) :- findall(X, ( assertz(seen(1)), X = 1, 1 ), L).
bad(2, _) :- once(( assertz(seen(2)), 2 )).
bad(3, _) :- forall(( assertz(seen(3)), 3 ), true).
bad(4, _) :- call(( fail, 4 )).
bad(5, _) :- findall(_, 5, _).
bad(6, _) :- findall(_, _, _).
bad(7, _) :- call(( fail, _ )).
bad(8, _) :- call(( true, _ )).
% The list is looked at first.
list(1, L) :- findall(X, ( assertz(seen(4)), p(X) ), [L|foo]).
list(2, L) :- findall(X, p(X), [A|B]), L = A-B.
list(3, L) :- findall(X, p(X), [1,2]), L = none.
list(4, L) :- L = [_,_,3], findall(X, p(X), L).
% Sums, counts, bags.
sums(C, S, B) :- aggregate_all(count, p(_), C), aggregate_all(sum(X * 2), p(X), S), aggregate_all(bag(X), p(X), B).
none(C, S, B) :- aggregate_all(count, fail, C), aggregate_all(sum(X), ( p(X), fail ), S), aggregate_all(bag(X), ( p(X), fail ), B).
count(3) :- aggregate_all(count, p(_), 3).
sum(type) :- aggregate_all(sum(X), q(X, _), _).
% Exceptions and goals called as terms go through.
raises(L) :- findall(X, ( p(X), ( X > 1 -> throw(found(X)) ; true ) ), L).
deep(G, L) :- findall(G, ( p(_), call(G) ), L).
again(X) :- call(( p(X) ; X = 9 )), X > 2.
maybe(X) :- ignore(( p(X), X > 1 )).
never(X) :- ignore(( p(X), X > 5 )).
first(X) :- once(p(X)).
qualified(L) :- findall(X, user:p(X), L), call(user:p(1)), once(lists:member(_, L)), forall(user:p(X), X > 0).
% catch/3.
deepest(0) :- throw(bottom).
deepest(N) :- M is N - 1, catch(deepest(M), none, true), true.
c(1, X) :- catch(( p(X), ! ), _, true).
c(1, second).
c(2, X) :- catch(( p(X), X > 1, throw(ball(X)) ), ball(Y), X = caught(Y)).
c(3, X) :- catch(p(X), _, X = never), X > 1.
c(4, X) :- catch(( catch(p(X), _, X = inner), X > 1, throw(late) ), late, X = outer).
c(5, X) :- catch(catch(throw(a), b, X = b), a, X = a).
c(6, X) :- catch(( X = 1, throw(x) ), x, true), ( var(X) -> X = unbound ; true ).
c(7, X) :- catch(( Z = 1, throw(f(Z, W)) ), f(A, B), ( X = A-B-Z-W )).
c(8, X) :- catch(throw(first), first, ( p(X), ! ; X = 0 )).
c(8, second).
c(9, X) :- catch(fail, _, X = recovered).
c(9, second).
c(10, X) :- freeze(Y, throw(woken)), catch(( Y = 1, X = not_thrown ), woken, X = caught).
c(11, X) :- catch(( freeze(Y, throw(woken)), catch(( Y = 1, true ), woken, X = inner) ), woken, X = outer).
c(12, X) :- catch(atom_length(_, _), error(E, _), X = E).
c(13, X) :- catch(( X is foo + 1 ), error(type_error(T, C), _), X = T-C).
c(14, X) :- catch(number_codes(X, "3x"), error(syntax_error(_), _), X = syntax).
c(15, X) :- catch(( p(Y), Y >= 2, ( Y =:= 2 -> X = two ; throw(three) ) ), three, X = caught).
c(16, X) :- G = throw(term), catch(G, term, X = called), true.
c(17, X) :- catch(findall(Y, ( p(Y), Y < 3 ; throw(all) ), _), all, X = from_findall).
c(18, X) :- catch(\+ throw(not), not, X = from_negation).
c(19, X) :- catch(( true ; throw(second) ), second, X = after), ( var(X) -> X = first ; true ).
c(20, X) :- between(1, 3, X), catch(( X < 2 -> fail ; true ), _, true).
c(21, X) :- catch(deepest(1000), bottom, X = bottom).
caught(N, Xs) :- findall(X, catch(c(N, X), E, X = uncaught(E)), Xs).
% bagof/3 and setof/3.
g(1, L) :- bagof(X, p(X), L).
g(2, L) :- bagof(X, q(_, X), L).
g(3, Y-L) :- bagof(X, q(Y, X), L).
g(4, L) :- bagof(X, Y^q(Y, X), L).
g(5, L) :- setof(Y, X^q(Y, X), L).
g(6, L) :- Y = a, bagof(X, q(Y, X), L).
g(7, Y-L) :- Y = f(_), bagof(X, ( q(Z, X), Y = f(Z) ), L).
g(8, L) :- bagof(X, ( p(X), X > 5 ), L).
g(9, L) :- Xs = [3,1,2,1], setof(X, member(X, Xs), L).
g(10, N) :- Xs = [_,_], setof(X, member(X, Xs), L), length(L, N).
g(11, L) :- bagof(X-Z, Y^( q(Y, X), Z = Y ), L).
g(12, L) :- setof(X, Y^Z^( q(Y, X), p(Z) ), L).
g(13, L) :- bagof(X, ( p(X), 1 ), L).
g(14, L) :- bagof(X, _^_, L), X = 1.
g(15, L) :- setof(X, p(X), [1|L]).
g(16, L) :- bagof(X, p(X), [L|foo]).
g(17, L) :- bagof(X, ( p(X), ! ), L).
g(18, L) :- bagof(X, user:p(X), L).
g(19, L) :- bagof(X, Y^user:q(Y, X), L).
g(20, L) :- G = p(X), bagof(X, G, L).
g(21, L) :- setof(K-Vs, setof(V, q(K, V), Vs), L).
g(22, L) :- K = b, ( bagof(V, q(K, V), L) ; L = more ).
grouped(N, Xs) :- findall(X, catch(g(N, X), error(E, _), X = error(E)), Xs).
conditions(L) :- findall(X-Y, ( p(X), ( X =:= 1 -> Y = one ; X =:= 2 *-> Y = two ; Y = more ) ), L).
:- initialization((
    forall(member(N, [1,2,3,4,5,6]), ( all(N, L), t(cut(N), throw(L)) )),
    t(vars, ( vars(_, L1), throw(L1) )), t(outer, ( outer(a, L2), throw(L2) )), t(copies, ( copies(L3), throw(L3) )), t(nested, ( nested(L4), throw(L4) )),
    forall(member(N, [1,2,3,4,5,6,7,8]), t(bad(N), bad(N, _))), findall(X, seen(X), Seen), t(seen, throw(Seen)),
    forall(member(N, [1,2,3,4]), t(list(N), ( list(N, L5), throw(L5) ))), findall(X, seen(X), Seen1), t(seen, throw(Seen1)),
    t(sums, ( sums(C, S, B), throw(C/S/B) )), t(none, ( none(C1, S1, B1), throw(C1/S1/B1) )), t(count, count(_)), t(sum, sum(_)),
    t(raises, raises(_)), t(deep, ( deep(p(2), L6), throw(L6) )), findall(X, again(X), L7), t(again, throw(L7)), t(maybe, ( maybe(X8), throw(X8) )),
    t(never, ( never(X9), X9 = unbound, throw(X9) )), t(first, ( first(Y1), throw(Y1) )), t(qualified, ( qualified(M1), throw(M1) )),
    t(conditions, ( conditions(M2), throw(M2) )),
    forall(between(1, 21, N), ( caught(N, Cs), t(caught(N), throw(Cs)) )),
    forall(between(1, 22, N), ( grouped(N, Bs), t(grouped(N), throw(Bs)) )) )).
% expect: cut(1) [2]
% expect: cut(2) [[1],second]
% expect: cut(3) [1,second]
% expect: cut(4) [1,second]
% expect: cut(5) [ok,second]
% expect: cut(6) [1,second]
% expect: vars [1-a,2-b,3-a]
% expect: outer [1,3]
% expect: copies [f(g(A),B,g(A)),f(C,1,C)]
% expect: nested [1-[2,3],2-[3],3-[]]
% expect: bad(1) type_error(callable,(assertz(seen(1)),A=1,1))
% expect: bad(2) type_error(callable,(assertz(seen(2)),2))
% expect: bad(3) type_error(callable,(assertz(seen(3)),3))
% expect: bad(4) type_error(callable,(fail,4))
% expect: bad(5) type_error(callable,5)
% expect: bad(6) instantiation_error
% expect: bad(7) failed
% expect: bad(8) instantiation_error
% expect: seen []
% expect: list(1) type_error(list,[A|foo])
% expect: list(2) 1-[2,3]
% expect: list(3) failed
% expect: list(4) [1,2,3]
% expect: seen []
% expect: sums 3/12/[1,2,3]
% expect: none 0/0/[]
% expect: count yes
% expect: sum type_error(evaluable,a/0)
% expect: raises found(2)
% expect: deep [p(2),p(2),p(2)]
% expect: again [3,9]
% expect: maybe 2
% expect: never unbound
% expect: first 1
% expect: qualified [1,2,3]
% expect: conditions [1-one,2-two,3-more]
% expect: caught(1) [1,second]
% expect: caught(2) [caught(2)]
% expect: caught(3) [2,3]
% expect: caught(4) [outer]
% expect: caught(5) [a]
% expect: caught(6) [unbound]
% expect: caught(7) [1-A-B-C]
% expect: caught(8) [1,second]
% expect: caught(9) [second]
% expect: caught(10) [caught]
% expect: caught(11) [inner]
% expect: caught(12) [instantiation_error]
% expect: caught(13) [evaluable-foo/0]
% expect: caught(14) [syntax]
% expect: caught(15) [two,caught]
% expect: caught(16) [called]
% expect: caught(17) [from_findall]
% expect: caught(18) [from_negation]
% expect: caught(19) [first,after]
% expect: caught(20) [2,3]
% expect: caught(21) [bottom]
% expect: grouped(1) [[1,2,3]]
% expect: grouped(2) [[1,3],[2]]
% expect: grouped(3) [a-[1,3],b-[2]]
% expect: grouped(4) [[1,2,3]]
% expect: grouped(5) [[a,b]]
% expect: grouped(6) [[1,3]]
% expect: grouped(7) [f(a)-[1,3],f(b)-[2]]
% expect: grouped(8) []
% expect: grouped(9) [[1,2,3]]
% expect: grouped(10) [2]
% expect: grouped(11) [[1-a,2-b,3-a]]
% expect: grouped(12) [[1,2,3]]
% expect: grouped(13) [error(type_error(callable,(p(A),1)))]
% expect: grouped(14) [error(instantiation_error)]
% expect: grouped(15) [[2,3]]
% expect: grouped(16) [error(type_error(list,[A|foo]))]
% expect: grouped(17) [[1]]
% expect: grouped(18) [[1,2,3]]
% expect: grouped(19) [error(type_error(atom,A^user))]
% expect: grouped(20) [[1,2,3]]
% expect: grouped(21) [[a-[1,3],b-[2]]]
% expect: grouped(22) [[2],more]
