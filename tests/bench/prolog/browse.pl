% bench: symbolic
% quick: 1
% size: iterations
size(1280).
:- initialization(main).
% Patterns matched against lists of atoms.
main :- size(N), data(60, 17, Data), run(N, Data, C), write(C), nl.
run(1, Data, C) :- !, matches(Data, C).
run(N, Data, C) :- matches(Data, _), M is N - 1, run(M, Data, C).
matches(Data, C) :- findall(x, ( member(P, [[star(_),a,star(_),b,star(_)], [star(S),b,star(S),a], [a,star(T),c,star(T),b,star(_)]]), member(D, Data), match(D, P) ), L), length(L, C).
data(0, _, []) :- !.
data(N, X, [D|Ds]) :- row(14, X, Y, D), M is N - 1, data(M, Y, Ds).
row(0, X, X, []) :- !.
row(N, X, Z, [A|As]) :- Y is (X * 25173 + 13849) mod 65536, K is Y // 256 mod 3, letter(K, A), M is N - 1, row(M, Y, Z, As).
letter(0, a). letter(1, b). letter(2, c).
match([], []).
match([], [star([])|P]) :- match([], P).
match([X|D], [star(S)|P]) :- prefix([X|D], S, R), match(R, P).
match([X|D], [X|P]) :- atom(X), match(D, P).
prefix(R, [], R).
prefix([X|D], [X|S], R) :- prefix(D, S, R).
% expect: 613
