% Random terms read back as they are written; random texts are terms or syntax errors, nothing else.
% expect: 160 terms, 0 differ
% expect: 300 texts, 0 go wrong
:- initialization(main).
:- op(700, xfx, ===>).
:- op(650, xfy, ~>).
:- op(200, yf, ??).
:- op(900, fy, not).
:- op(150, fx, pre).

main :- nb_setval(seed, 12345), nb_setval(bad, 0),
    forall(between(1, 160, _), round_trip),
    nb_getval(bad, B), format("160 terms, ~d differ~n", [B]),
    nb_setval(bad, 0),
    forall(between(1, 300, _), noise),
    nb_getval(bad, W), format("300 texts, ~d go wrong~n", [W]).

% A linear congruential generator: the same terms everywhere.
rnd(N, X) :- nb_getval(seed, S0), S is (S0 * 1103515245 + 12345) mod 2147483648, nb_setval(seed, S), X is (S >> 8) mod N.
pick(L, X) :- length(L, N), rnd(N, I), nth0(I, L, X).

round_trip :- rnd(6, D), term(D, T), check(T, [quoted(true)]), check(T, [quoted(true), ignore_ops(true)]).
check(T, Options) :- with_output_to(string(S), write_term(T, Options)), string_concat(S, " .", Text),
    ( catch(term_string(U, Text), E, ( print(E), nl, fail )), U =@= T -> true
    ; bad, format("~s~n    is not ", [S]), write_canonical(T), nl ).
bad :- nb_getval(bad, B0), B is B0 + 1, nb_setval(bad, B).

term(0, T) :- !, leaf(T).
term(D, T) :- rnd(8, K), E is D - 1, term(K, E, T).
term(0, D, T) :- !, prefix(O), term(D, A), ( O == (-), number(A) -> T = A ; T =.. [O, A] ).
term(1, D, T) :- !, infix(O), term(D, A), term(D, B), T =.. [O, A, B].
term(2, D, T) :- !, infix(O), term(D, A), term(D, B), T =.. [O, A, B].
term(3, D, [A, B|C]) :- !, term(D, A), term(D, B), pick([[], tail, _, [x]], C).
term(4, D, {A}) :- !, term(D, A).
term(5, D, T) :- !, atom_of(F0), ( F0 == '.' -> F = f ; F = F0 ), term(D, A), term(D, B), T =.. [F, A, B].
term(6, D, ??(A)) :- !, term(D, A).
term(_, _, T) :- leaf(T).
prefix(O) :- pick([-, +, \+, \, :-, ?-, not, pre, dynamic, $, @], O).
infix(O) :- pick([-, +, *, /, =, :-, (','), ;, ->, :, ^, **, is, mod, ===>, ~>, '|', -->, rem, @<, =..], O).
leaf(T) :- rnd(4, K), leaf(K, T).
leaf(0, T) :- !, rnd(2000, X), T is X - 1000.
leaf(1, T) :- !, pick([1.5, -0.25, 1.0e22, -1.0e-10, 1r3, 123456789012345678901234567890, "text", "q\"\\\n", _, 0, -1], T).
leaf(_, T) :- atom_of(T).
atom_of(A) :- pick([a, b, -, +, *, :-, \+, [], {}, ;, !, (','), '|', 'A b', 'don''t', '\n', '\\', '', dynamic, not, is, mod, '/*', '.', '%', 'Var', '_x', é, ??, ===>, '\x1\', '0', a1], A).

noise :- rnd(14, N), length(L, N), maplist(token, L), atomic_list_concat(L, Text),
    catch(( term_to_atom(T, Text), again(T) ), E, true),
    ( var(E) -> true ; E = error(syntax_error(_), _) -> true ; bad, writeq(Text-E), nl ).
again(T) :- with_output_to(string(S), write_term(T, [quoted(true), ignore_ops(true)])), term_string(U, S), ( U =@= T -> true ; throw(differs(T)) ).
token(A) :- pick(['(', ')', '[', ']', '{', '}', ',', '|', '.', ' ', '  ', a, 'X', '_', '1', '2.5', '0''a', '0x1', '-', '+', ':-', '\\+', '''q''', '"s"', '`c`', '''', '"', '\\', '\n', '%c\n', '/*', '*/', '=', ';', '!', dynamic, mod, 'f(', 'e5', '1r', é, '∀'], A).
