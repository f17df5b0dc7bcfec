% Regular expressions: a parser with a grammar, a matcher by derivatives, all with character lists.
:- set_prolog_flag(double_quotes, chars).
re(E) --> branch(B), ( "|", !, re(E1), { E = alt(B, E1) } ; { E = B } ).
branch(E) --> piece(P), !, branch_rest(P, E).
branch(empty) --> [].
branch_rest(P, E) --> piece(Q), !, branch_rest(cat(P, Q), E).
branch_rest(E, E) --> [].
piece(E) --> atom_(A), suffix(A, E).
suffix(A, E) --> "*", !, suffix(star(A), E).
suffix(A, E) --> "+", !, suffix(cat(A, star(A)), E).
suffix(A, E) --> "?", !, suffix(alt(A, empty), E).
suffix(E, E) --> [].
atom_(E) --> "(", !, re(E), ")".
atom_(any) --> ".", !.
atom_(set(Cs)) --> "[", !, set(Cs).
atom_(char(C)) --> "\\", !, [C].
atom_(char(C)) --> [C], { \+ member(C, "()|*+?[]") }.
set([]) --> "]", !.
set([A-B|Cs]) --> [A, -, B], { B \== ']' }, !, set(Cs).
set([C|Cs]) --> [C], set(Cs).
nullable(empty). nullable(star(_)). nullable(cat(A, B)) :- nullable(A), nullable(B). nullable(alt(A, B)) :- ( nullable(A) -> true ; nullable(B) ).
d(_, empty, none). d(_, none, none). d(_, any, empty).
d(C, char(D), E) :- ( C == D -> E = empty ; E = none ).
d(C, set(Cs), E) :- ( in_set(Cs, C) -> E = empty ; E = none ).
d(C, alt(A, B), E) :- d(C, A, A1), d(C, B, B1), alt(A1, B1, E).
d(C, star(A), E) :- d(C, A, A1), cat(A1, star(A), E).
d(C, cat(A, B), E) :- d(C, A, A1), cat(A1, B, E1), ( nullable(A) -> d(C, B, B1), alt(E1, B1, E) ; E = E1 ).
alt(none, E, E) :- !. alt(E, none, E) :- !. alt(E, E, E) :- !. alt(A, B, alt(A, B)).
cat(none, _, none) :- !. cat(empty, E, E) :- !. cat(A, B, cat(A, B)).
in_set([X|Xs], C) :- ( X = A-B -> A @=< C, C @=< B ; X == C ), ! ; Xs = [_|_], in_set(Xs, C).
match(Re, S) :- phrase(re(E), Re), run(S, E).
run([], E) :- nullable(E).
run([C|Cs], E) :- d(C, E, E1), E1 \== none, run(Cs, E1).
t(Re, S) :- atom_chars(A, Re), atom_chars(B, S), ( catch(match(Re, S), E, ( print(E), nl, fail )) -> format("~w matches ~w~n", [A, B]) ; format("~w does not match ~w~n", [A, B]) ).
main :- t("a*b", "aaab"), t("a*b", "aaa"), t("(ab|cd)+", "abcdab"), t("[a-z][a-z0-9]*", "x25"), t("[a-z]+", "X"), t("a.c", "abc"), t("a\\.c", "abc"), t("(a|b)*abb", "ababbabb"), t("", ""), t("x?y", "y"), t("(", "a"),
  X = "abc", X = [H|_], print(H), nl, writeq(X), nl, print("it's"), nl.
:- initialization(main).
% expect: a*b matches aaab
% expect: a*b does not match aaa
% expect: (ab|cd)+ matches abcdab
% expect: [a-z][a-z0-9]* matches x25
% expect: [a-z]+ does not match X
% expect: a.c matches abc
% expect: a\.c does not match abc
% expect: (a|b)*abb matches ababbabb
% expect:  matches 
% expect: x?y matches y
% expect: ( does not match a
% expect: a
% expect: [a,b,c]
% expect: [i,t,'\'',s]
