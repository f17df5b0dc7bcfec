huffman(Text, Codes) :- atom_chars(Text, Cs), msort(Cs, Sorted), clump(Sorted, Fs), keysort(Fs, Queue), build(Queue, Tree), findall(C-Code, code(Tree, C, Code), Codes0), sort(Codes0, Codes).
clump([], []).
clump([C|Cs], [N-leaf(C)|Fs]) :- take(C, Cs, 1, N, Rest), clump(Rest, Fs).
take(C, [C|Cs], N0, N, R) :- !, N1 is N0 + 1, take(C, Cs, N1, N, R).
take(_, Cs, N, N, Cs).
build([_-T], T) :- !.
build([N1-T1, N2-T2|Q], T) :- N is N1 + N2, insert(N-node(T1, T2), Q, Q1), build(Q1, T).
insert(N-T, [M-S|Q], [M-S|Q1]) :- M =< N, !, insert(N-T, Q, Q1).
insert(X, Q, [X|Q]).
code(leaf(C), C, []).
code(node(L, _), C, [0|Bs]) :- code(L, C, Bs).
code(node(_, R), C, [1|Bs]) :- code(R, C, Bs).
encode(Text, Codes, Bits) :- atom_chars(Text, Cs), maplist([C, Bs]>>memberchk(C-Bs, Codes), Cs, Bss), append(Bss, Bits).
decode([], _, []).
decode(Bits, Codes, [C|Cs]) :- member(C-Code, Codes), append(Code, Rest, Bits), !, decode(Rest, Codes, Cs).
% Turing machine
tm(Tape0, Tape) :- run(q0, [], Tape0, Tape).
run(halt, L, R, T) :- !, reverse(L, L1), append(L1, R, T).
run(Q, L, R0, T) :- ( R0 = [S|R] -> true ; S = b, R = [] ), rule(Q, S, Q1, S1, D), shift(D, L, [S1|R], L1, R1), run(Q1, L1, R1, T).
shift(right, L, [S|R], [S|L], R).
shift(left, [S|L], R, L, [S|R]).
shift(left, [], R, [], [b|R]).
shift(stay, L, R, L, R).
rule(q0, 1, q0, 0, right). rule(q0, 0, q0, 1, right). rule(q0, b, halt, b, stay).
% symbolic differentiation
d(X, X, 1) :- !.
d(C, _, 0) :- atomic(C), !.
d(-U, X, -A) :- d(U, X, A).
d(U + V, X, A + B) :- d(U, X, A), d(V, X, B).
d(U - V, X, A - B) :- d(U, X, A), d(V, X, B).
d(U * V, X, A * V + U * B) :- d(U, X, A), d(V, X, B).
d(U / V, X, (A * V - U * B) / V ^ 2) :- d(U, X, A), d(V, X, B).
d(U ^ N, X, N * U ^ M * A) :- integer(N), M is N - 1, d(U, X, A).
d(sin(U), X, cos(U) * A) :- d(U, X, A).
d(exp(U), X, exp(U) * A) :- d(U, X, A).
s(E, S) :- E =.. [F, A, B], !, s(A, A1), s(B, B1), E1 =.. [F, A1, B1], ( r(E1, E2) -> s(E2, S) ; S = E1 ).
s(E, S) :- E =.. [F, A], !, s(A, A1), S =.. [F, A1].
s(E, E).
r(0 * _, 0). r(_ * 0, 0). r(1 * X, X). r(X * 1, X). r(0 + X, X). r(X + 0, X). r(X - 0, X). r(X ^ 1, X). r(_ ^ 0, 1).
r(A + B, C) :- number(A), number(B), C is A + B. r(A * B, C) :- number(A), number(B), C is A * B. r(A - B, C) :- number(A), number(B), C is A - B. r(X + X, 2 * X). r(X - X, 0).
main :- T = 'abracadabra alakazam', huffman(T, Cs), forall(member(C-B, Cs), ( atomic_list_concat(B, S), format("~q:~w ", [C, S]) )), nl, encode(T, Cs, Bits), length(Bits, N), decode(Bits, Cs, Ds), atom_chars(T2, Ds), ( T == T2 -> Same = yes ; Same = no ), format("~d bits, same: ~w~n", [N, Same]),
  tm([1,0,1,1], Tape), print(Tape), nl,
  forall(member(E, [x^3 + 2*x, sin(x^2), (x + 1) * (x - 1), exp(-x) / x, x ^ 2 ^ 3, - - x]), ( ( d(E, x, D) -> s(D, Sd), format("d/dx ~w = ~w = ~w~n", [E, D, Sd]) ; format("no rule for ~w~n", [E]) ) )).
:- initialization(main).
% expect: ' ':11110 a:0 b:1101 c:11111 d:1000 k:1001 l:1010 m:1011 r:1110 z:1100 
% expect: 55 bits, same: yes
% expect: [0,1,0,0,b]
% expect: d/dx x^3+2*x = 3*x^2*1+(0*x+2*1) = 3*x^2+2
% expect: d/dx sin(x^2) = cos(x^2)*(2*x^1*1) = cos(x^2)*(2*x)
% expect: d/dx (x+1)*(x-1) = (1+0)*(x-1)+(x+1)*(1-0) = x-1+(x+1)
% expect: d/dx exp(-x)/x = (exp(-x)* - (1)*x-exp(-x)*1)/x^2 = (exp(-x)* - (1)*x-exp(-x))/x^2
% expect: no rule for x^2^3
% expect: d/dx - -x = - - (1) = - - (1)
