% bench: symbolic
% quick: 1
% size: iterations
size(5000).
:- initialization(main).
% Reaching definitions of a small program, by iteration to a fixed point over ordered sets.
main :- size(N), run(N, R), write(R), nl.
run(1, R) :- !, work(R).
run(N, R) :- work(_), M is N - 1, run(M, R).
work(R) :- start(S), iterate(S, T), sizes(T, 0, R).
block(1, [2], [d(x,1),d(y,1)]).
block(2, [3,7], [d(z,2)]).
block(3, [4,5], [d(x,3)]).
block(4, [6], [d(w,4),d(y,4)]).
block(5, [6], [d(z,5)]).
block(6, [2,8], [d(w,6),d(x,6)]).
block(7, [8], [d(v,7)]).
block(8, [1,9], [d(v,8),d(x,8)]).
block(9, [], [d(y,9)]).
start(S) :- findall(B-[], block(B, _, _), S).
iterate(S, R) :- pass(S, S, T), ( S == T -> R = S ; iterate(T, R) ).
pass([], _, []).
pass([B-_|Bs], S, [B-Out|Os]) :-
    findall(P, ( block(P, Next, _), member(B, Next) ), Ps), inputs(Ps, S, [], In), block(B, _, Defs),
    survive(In, Defs, Kept), merge(Defs, Kept, Out), pass(Bs, S, Os).
inputs([], _, In, In).
inputs([P|Ps], S, In0, In) :- member(P-Out, S), !, merge(Out, In0, In1), inputs(Ps, S, In1, In).
survive([], _, []).
survive([d(V, _)|Ds], Defs, Ks) :- member(d(V, _), Defs), !, survive(Ds, Defs, Ks).
survive([D|Ds], Defs, [D|Ks]) :- survive(Ds, Defs, Ks).
merge([], L, L) :- !.
merge(L, [], L) :- !.
merge([A|As], [B|Bs], R) :- compare(O, A, B), merge(O, A, As, B, Bs, R).
merge(<, A, As, B, Bs, [A|R]) :- merge(As, [B|Bs], R).
merge(>, A, As, B, Bs, [B|R]) :- merge([A|As], Bs, R).
merge(=, A, As, _, Bs, [A|R]) :- merge(As, Bs, R).
sizes([], N, N).
sizes([_-D|Ds], N0, N) :- length(D, K), N1 is N0 + K, sizes(Ds, N1, N).
% expect: 57
