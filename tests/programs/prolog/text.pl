% Atoms, strings, grammars, format.
all(G, X) :- findall(X, G, L), print(L), nl.
:- all(atom_concat(X, Y, ab), X+Y).       % expect: [''+ab,a+b,ab+'']
:- all(sub_atom(abc, B, 2, A, S), B/A/S). % expect: [0/1/ab,1/0/bc]
:- all(sub_atom(banana, B, _, _, an), B). % expect: [1,3]
:- atom_codes(X, "abc"), print(X), nl.    % expect: abc
:- atom_chars(X, [a, b]), print(X), nl.   % expect: ab
:- atom_number('12', X), print(X), nl.    % expect: 12
:- number_codes(X, " 12"), print(X), nl.  % expect: 12
:- atom_length('', X), print(X), nl.      % expect: 0
:- upcase_atom(abc, X), print(X), nl.     % expect: 'ABC'
:- atomic_list_concat([a, 1, b], '-', X), print(X), nl. % expect: 'a-1-b'
:- atomic_list_concat(L, ',', 'a,b,c'), print(L), nl.   % expect: [a,b,c]
:- format("~w ~q ~a ~d~n", [f('A'), 'A b', abc, 12]).   % expect: f(A) 'A b' abc 12
:- format("~2d ~D ~2f ~e~n", [1234, 1234567, 3.14159, 1.5]). % expect: 12.34 1,234,567 3.14 1.500000e+00
:- format("~a~t~10||~n", [abc]).          % expect: abc       |
:- format("~t~a~10||~n", [abc]).          % expect:        abc|
:- format("~`-t~20|~n").                  % expect: --------------------
:- with_output_to(atom(A), (write(a), write(1))), print(A), nl. % expect: a1
digits([D|T]) --> digit(D), digits(T).
digits([D]) --> digit(D).
digit(D) --> [D], { D >= 0'0, D =< 0'9 }.
number(N) --> digits(Ds), { number_codes(N, Ds) }.
expr(X) --> term(X0), rest(X0, X).
rest(X0, X) --> "+", !, term(X1), { X2 is X0 + X1 }, rest(X2, X).
rest(X, X) --> [].
term(X) --> number(X).
:- phrase(expr(X), `12+30+1`), print(X), nl. % expect: 43
:- phrase(([a], [b] ; [c]), L), print(L), nl. % expect: [a,b]
:- split_string("a b c", " ", "", P), length(P, N), print(N), nl. % expect: 3
:- sort(0, @>=, [1,3,2,3], L), print(L), nl. % expect: [3,3,2,1]
:- keysort([b-1, a-2, b-0], L), print(L), nl. % expect: [a-2,b-1,b-0]
:- copy_term(f(X, Y, X), f(A, B, C)), ( A == C, A \== B -> write(ok) ; write(wrong) ), nl. % expect: ok
