% Goals that wait run before the next goal, whatever that is: a builtin, a test, a cut, a branch, the end of the clause.
:- freeze(X, write(f)), X = 1, write(a), nl.
% expect: fa
:- freeze(X, Y = 2), X = 1, Z is Y + 1, write(Z), nl.
% expect: 3
:- freeze(X, Y = 2), X = 1, ( var(Y) -> write(late) ; write(Y) ), nl.
% expect: 2
:- freeze(X, Y = 2), X = 1, Y == 2, write(same), nl.
% expect: same
:- freeze(X, fail), ( X = 1, write(late) ; write(failed) ), nl.
% expect: failed
:- freeze(X, fail), ( X = 1 -> write(late) ; write(failed) ), nl.
% expect: failed
:- freeze(X, fail), ( \+ X = 1 -> write(failed) ; write(late) ), nl.
% expect: failed
:- freeze(X, throw(b)), catch(( X = 1, write(late) ), b, write(caught)), nl.
% expect: caught
:- freeze(X, write(x)), freeze(Y, write(y)), f(X, Y) = f(1, 2), write(z), nl.
% expect: xyz
:- freeze(X, ( write(x), Y = 1 )), freeze(Y, write(y)), X = 1, write(z), nl.
% expect: xyz
:- dif(X, 1), ( member(X, [1,2,3]), write(X), fail ; nl ).
% expect: 23
:- dif(f(X, Y), f(1, 2)), X = 1, ( Y = 2, write(late) ; write(failed) ), nl.
% expect: failed
:- when(ground(X+Y), write(now)), X = 1, write(x), Y = 2, write(y), nl.
% expect: xnowy
:- when(?=(X, Y), write(now)), X = f(A), Y = f(B), write(not_yet), A = B, write(then), nl.
% expect: not_yetnowthen
one(1).
:- freeze(X, write(f)), one(X), write(a), nl.
% expect: fa
behind(X) :- X = 1, write(z).
:- freeze(X, write(f)), behind(X), nl.
% expect: fz
cut(X) :- X = 1, !, write(cut).
cut(_) :- write(other).
:- freeze(X, write(f)), cut(X), nl.
% expect: fcut
:- freeze(X, fail), cut(X), nl.
% expect: other
:- nb_setval(k, 0), freeze(X, nb_setval(k, 1)), X = 1, nb_getval(k, V), write(V), nl.
% expect: 1
:- freeze(X, assertz(seen(X))), X = 1, retract(seen(Y)), write(Y), nl.
% expect: 1
:- freeze(X, write(f)), findall(X, X = 1, L), write(L), nl.
% expect: f[1]
:- freeze(X, write(f)), \+ \+ ( X = 1, write(a) ), nl.
% expect: fa
:- freeze(X, member(Y, [1,2])), X = 1, write(Y), nl.
% expect: 1
late(X, R) :- ( X = 1, true -> R = yes ; R = no ).
:- freeze(X, fail), late(X, R), write(R), nl.
% expect: no
% A predicate that puts no attribute itself, compiled before one was put.
plain(X) :- X = 1, write(after).
:- plain(_), nl.
% expect: after
:- G =.. [freeze, X, write(before)], call(G), plain(X), nl.
% expect: beforeafter
:- when(?=(X, Y), write(now)), X = Y, write(then), nl.
% expect: nowthen
:- when(?=(f(X, Z), f(Y, W)), write(now)), X = Y, write(a), Z = W, write(b), nl.
% expect: anowb
:- when(?=(f(X, Z), f(Y, W)), write(now)), X = Y, write(a), Z = 1, write(b), W = 2, write(c), nl.
% expect: abnowc
:- when((nonvar(X) ; ?=(X, Y)), write(now)), X = Y, write(then), X = 1, nl.
% expect: nowthen
:- when(ground(X), write(now)), X = Y, write(then), Y = 1, nl.
% expect: thennow
:- freeze(X, write(x)), freeze(Y, write(y)), X = Y, write(then), Y = 1, nl.
% expect: thenxy
:- freeze(X, write(x)), X = Y, write(then), Y = 1, nl.
% expect: thenx
% A clause is erased only if the goals that wait for what it binds succeed.
:- dynamic(kept/1).
kept(1).
:- ( freeze(X, fail), retract(kept(X)) -> write(wrong) ; kept(1) -> write(kept) ; write(gone) ), nl.
% expect: kept
:- freeze(X, write(woken)), retract(kept(X)), ( kept(_) -> write(kept) ; write(gone) ), nl.
% expect: wokengone
