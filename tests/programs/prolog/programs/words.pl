% Text: words counted, lines parsed, strings taken apart.
% stdin: the quick brown fox, the lazy dog.
% stdin: name = value here
% stdin: 
% stdin: count = 42
% stdin: x=3.5
% stdin: The END the
% stdin: END
% stdin: foo(Bar, "baz"). more
:- use_module(library(readutil)). :- use_module(library(dcg/basics)).
:- dynamic count/2.
main :- read_lines(Ls), length(Ls, N), format("~d lines~n", [N]), maplist(words, Ls, Wss), append(Wss, Ws), maplist(tally, Ws),
    findall(C-W, count(W, C), Ps), sort(1, @>=, Ps, Sorted), forall((nth1(I, Sorted, C-W), I =< 5), format("~w~t~12|~d~n", [W, C])),
    nth0(0, Ls, First), split_string(First, " ", " .,", Parts), print(Parts), nl,
    forall(member(L, Ls), ( string_codes(L, Cs), ( phrase(kv(K, V), Cs) -> format("~q=~q~n", [K, V]) ; true ) )),
    atomics(Ls), caps(First, Cap), writeln(Cap), string_upper(First, U), writeln(U), forall(sub_atom(hello, B, 2, A, S), (write(B-A-S), write(' '))), nl,
    atomic_list_concat(Xs, ', ', 'a, b, c'), print(Xs), nl, atomic_list_concat([a, 1, "s", 2.5], X), print(X), nl, 
    split_string("/home//jan///nice/path", "/", "", P1), print(P1), nl, split_string("  a b  ", " ", " ", P2), print(P2), nl, split_string("  a  ", "", " ", P3), print(P3), nl,
    string_concat(Pre, Suf, "abc"), write(Pre+Suf), write(' '), fail.
main :- nl, sub_string("hello world", Bf, _, 0, "world"), print(Bf), nl, string_code(1, "abc", C), print(C), nl, char_code(Ch, 0'x), print(Ch), nl,
    atom_concat(abc, X, abcdef), print(X), nl, atom_concat(T1, def, abcdef), print(T1), nl, term_to_atom(f(Y1, Y1, 'A b'), _), writeln(found), term_string(TS, "foo(A, B, A)"), numbervars(TS, 0, _), print(TS), nl,
    sformat3, read_term_from_atom('p(Q, R)', RT, []), numbervars(RT, 0, _), print(RT), nl, tab(3), print(x), nl, char_type(X2, digit(7)), print(X2), nl, atom_chars(123, L), print(L), nl, number_codes(NN, "0x1F"), print(NN), nl,
    atom_number('3.14', F), print(F), nl, atom_number(A5, 5), print(A5), nl, ( atom_number(foo, _) -> true ; writeln(no) ), term_to_atom(TT, 'X + Y * 2'), numbervars(TT, 0, _), print(TT), nl, upcase_atom('straße', Up), print(Up), nl,
    string_chars(S9, [h, i]), print(S9), nl, nb_setval(k, f(x)), nb_getval(k, V), print(V), nl, normalize_space(atom(NS), "  a   b  c "), print(NS), nl, read_term(user_input, Z, []), numbervars(Z, 0, _), print(Z), nl, char_conv.
char_conv :- atom_codes(A, [0'a, 0'b]), atom_length(A, L), print(A/L), nl, sort(0, @>=, [c, a, b, a], S), print(S), nl, last([1, 2, 3], La), print(La), nl, sumlist([1, 2], Su), print(Su), nl, string_code(5, "abc", _) -> true ; writeln('no code').
sformat3 :- format(atom(A), '~a~t~10|~w', [abc, def]), print(A), nl, with_output_to(codes(Cs), write(abc)), print(Cs), nl.
read_lines(Ls) :- read_line_to_string(user_input, L), ( ( L == end_of_file ; L == "END" ) -> Ls = [] ; Ls = [L|T], read_lines(T) ).
words(L, Ws) :- split_string(L, " ,.=", " ,.=", Ws0), exclude(==(""), Ws0, Ws).
tally(W) :- string_lower(W, Lo), atom_string(A, Lo), ( retract(count(A, N)) -> true ; N = 0 ), N1 is N + 1, assertz(count(A, N1)).
kv(K, V) --> blanks, string_without(`= `, Ks), blanks, "=", blanks, ( number(V) -> [] ; remainder(Vs), { atom_codes(V, Vs) } ), blanks, eos, { atom_codes(K, Ks) }.
atomics(Ls) :- forall(member(L, Ls), ( string_length(L, N), string_code(1, L, C) -> format("~d ~c~n", [N, C]) ; writeln(empty) )).
caps(S, R) :- string_chars(S, [C|Cs]), upcase_atom(C, U), string_chars(R, [U|Cs]).
:- initialization(main).
% expect: 6 lines
% expect: the         4
% expect: quick       1
% expect: brown       1
% expect: fox         1
% expect: lazy        1
% expect: ["the","quick","brown","fox","the","lazy","dog"]
% expect: name='value here'
% expect: count=42
% expect: x=3.5
% expect: 34 t
% expect: 17 n
% expect: empty
% expect: 10 c
% expect: 5 x
% expect: 11 T
% expect: The quick brown fox, the lazy dog.
% expect: THE QUICK BROWN FOX, THE LAZY DOG.
% expect: 0-3-he 1-2-el 2-1-ll 3-0-lo 
% expect: [a,b,c]
% expect: 'a1s2.5'
% expect: ["","home","","jan","","","nice","path"]
% expect: ["a","b"]
% expect: ["a"]
% expect: +abc a+bc ab+c abc+ 
% expect: 6
% expect: 97
% expect: x
% expect: def
% expect: abc
% expect: found
% expect: foo(A,B,A)
% expect: 'abc       def'
% expect: [97,98,99]
% expect: p(A,B)
% expect:    x
% expect: '7'
% expect: ['1','2','3']
% expect: 31
% expect: 3.14
% expect: '5'
% expect: no
% expect: A+B*2
% expect: 'STRAßE'
% expect: "hi"
% expect: f(x)
% expect: 'a b c'
% expect: foo(A,"baz")
% expect: ab/2
% expect: [c,b,a,a]
% expect: 3
% expect: 3
% expect: no code
