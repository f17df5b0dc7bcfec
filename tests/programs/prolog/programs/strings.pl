% Processing of strings: words counted, Caesar's cipher, palindromes, CSV lines, templates.
:- use_module(library(lists)).
:- use_module(library(apply)).

text("It was the best of times, it was the worst of times; it was the age of wisdom...").

frequency(Text, Pairs) :-
    string_lower(Text, L), split_string(L, " ", ".,;", Ws), msort(Ws, Sorted), clumped_words(Sorted, Cs), sort(2, @>=, Cs, Pairs).
clumped_words(Ws, Cs) :- maplist([W, W-1]>>true, Ws, Ps), group(Ps, Cs).
group([], []).
group([K-V|Ps], [K-S|Gs]) :- same(K, Ps, V, S, Rest), group(Rest, Gs).
same(K, [K-V|Ps], A, S, Rest) :- !, B is A + V, same(K, Ps, B, S, Rest).
same(_, Ps, S, S, Ps).

caesar(N, S, T) :- string_codes(S, Cs), maplist(shift(N), Cs, Ds), string_codes(T, Ds).
shift(N, C, D) :- code_type(C, lower), C < 128, !, D is (C - 0'a + N) mod 26 + 0'a.
shift(N, C, D) :- code_type(C, upper), C < 128, !, D is (C - 0'A + N) mod 26 + 0'A.
shift(_, C, C).

palindrome(S) :- string_lower(S, L), string_chars(L, Cs0), include([C]>>char_type(C, alpha), Cs0, Cs), reverse(Cs, Cs).

csv(Line, Fields) :- split_string(Line, ",", " \t", Fields).

template(T, Bs, Out) :- sub_string(T, B, _, A, "{"), !, sub_string(T, 0, B, _, Before), sub_string(T, _, A, 0, Rest),
    sub_string(Rest, E, _, A2, "}"), sub_string(Rest, 0, E, _, Key), sub_string(Rest, _, A2, 0, After),
    atom_string(K, Key), ( memberchk(K=V, Bs) -> true ; V = '?' ), template(After, Bs, Out1), atomics_to_string([Before, V, Out1], Out).
template(T, _, T).

main :-
    text(T), frequency(T, Fs), forall(( member(W-N, Fs), N > 1 ), format("~s~t~10|~d~n", [W, N])),
    caesar(3, "Hello, World", C), writeln(C), caesar(-3, C, D), print(D), nl,
    forall(member(S, ["A man, a plan, a canal: Panama", "Prolog"]), ( palindrome(S) -> format("~q yes~n", [S]) ; format("~q no~n", [S]) )),
    csv("a, b c ,, 12", F), print(F), nl,
    template("Dear {name}, you owe {sum} {currency}.", [name='Ada', sum=42], O), print(O), nl,
    string_concat(X, Y, "ab"), print(X+Y), write(;), fail.
main :-
    nl, sub_atom(hello, B, 2, A, Sub), write(B/A/Sub), write(;), fail.
main :-
    nl, atomic_list_concat(Parts, ', ', 'a, b, c'), print(Parts), nl,
    atomic_list_concat([a, 1, "s", 2.5], R), print(R), nl,
    string_code(1, "abc", Code), print(Code), nl,
    sub_string("hello world", 6, 5, _, SS), print(SS), nl,
    string_chars(S1, [h, i]), print(S1), nl, number_string(N, " 42 "), print(N), nl,
    term_to_atom(foo(X, bar, X), At), sub_atom(At, 0, 5, _, At5), print(At5), nl,
    term_string(TT, "p(A, B, A)"), numbervars(TT, 0, _), print(TT), nl,
    sformat_test,
    text_concat(abc, X2, abcdef), print(X2), nl,
    read_term_from_atom('foo(Bar)', RT, []), numbervars(RT, 0, _), print(RT), nl,
    split_string("/home//jan///nice/path", "/", "", L), print(L), nl,
    split_string("  a  b  ", " ", " ", L2), print(L2), nl,
    upcase_atom('hello wörld', U), print(U), nl, string_upper("straße", SU), print(SU), nl,
    char_type(X3, digit(5)), print(X3), nl,
    atom_chars(X4, ['1', '2']), print(X4), nl,
    nb_setval(cnt, 0), forall(sub_atom(banana, _, _, _, an), ( nb_getval(cnt, V), V1 is V + 1, nb_setval(cnt, V1) )), nb_getval(cnt, Cn), print(Cn), nl,
    string_codes(Str, [104, 105]), string(Str), string_length(Str, Len), print(Str/Len), nl,
    normalize_space(atom(NS), "  a   b  "), print(NS), nl.
sformat_test :- with_output_to(string(S), ( write(a), print('B'), writeq(' c') )), print(S), nl.
:- initialization(main).
% expect: it        3
% expect: of        3
% expect: the       3
% expect: was       3
% expect: times     2
% expect: Khoor, Zruog
% expect: "Hello, World"
% expect: "A man, a plan, a canal: Panama" yes
% expect: "Prolog" no
% expect: ["a","b c","","12"]
% expect: "Dear Ada, you owe 42 ?."
% expect: ""+"ab";"a"+"b";"ab"+"";"Dear Ada, you owe ?."
% expect: ""+"ab";"a"+"b";"ab"+"";"Dear ? ?."
% expect: ""+"ab";"a"+"b";"ab"+"";"Dear ?."
% expect: ""+"ab";"a"+"b";"ab"+"";
% expect: 0/3/he;1/2/el;2/1/ll;3/0/lo;
% expect: [a,b,c]
% expect: 'a1s2.5'
% expect: 97
% expect: "world"
% expect: "hi"
% expect: 42
% expect: 'foo(_'
% expect: p(A,B,A)
% expect: "a'B'' c'"
% expect: def
% expect: foo(A)
% expect: ["","home","","jan","","","nice","path"]
% expect: ["a","b"]
% expect: 'HELLO WÖRLD'
% expect: "STRAßE"
% expect: '5'
% expect: '12'
% expect: 2
% expect: "hi"/2
% expect: 'a b'
