% JSON: a parser as a grammar over codes, a printer, queries by path.
:- set_prolog_flag(double_quotes, codes).

json(V) --> ws, value(V), ws.

value(object(Ps)) --> "{", !, ws, members(Ps), "}".
value(array(Vs))  --> "[", !, ws, elements(Vs), "]".
value(string(S))  --> string(S), !.
value(true)  --> "true", !.
value(false) --> "false", !.
value(null)  --> "null", !.
value(N) --> number(N).

members([]) --> [].
members([P|Ps]) --> pair(P), ws, members_rest(Ps).
members_rest([P|Ps]) --> ",", !, ws, pair(P), ws, members_rest(Ps).
members_rest([]) --> [].
pair(K-V) --> string(K), ws, ":", ws, value(V).

elements([]) --> [].
elements([V|Vs]) --> value(V), ws, elements_rest(Vs).
elements_rest([V|Vs]) --> ",", !, ws, value(V), ws, elements_rest(Vs).
elements_rest([]) --> [].

string(A) --> [0'"], chars(Cs), { atom_codes(A, Cs) }.
chars([]) --> [0'"], !.
chars([C|Cs]) --> [0'\\], !, escape(C), chars(Cs).
chars([C|Cs]) --> [C], chars(Cs).
escape(0'\n) --> "n", !.
escape(0'\t) --> "t", !.
escape(C) --> "u", !, hex(A), hex(B), hex(D), hex(E), { C is ((A*16+B)*16+D)*16+E }.
escape(C) --> [C].
hex(W) --> [C], { code_type(C, xdigit(W)) }.

number(N) --> sign(S), digits(Ds), fraction(Fs), exponent(Es),
    { append([S, Ds, Fs, Es], Cs0), fix(Fs, Es, Cs0, S, Ds, Cs), number_codes(N, Cs) }.
fix([], [_|_], _, S, Ds, Cs) :- !, fail, Cs = S-Ds.
fix(_, _, Cs, _, _, Cs).
sign("-") --> "-", !.
sign([]) --> [].
digits([D|Ds]) --> digit(D), more_digits(Ds).
more_digits([D|Ds]) --> digit(D), !, more_digits(Ds).
more_digits([]) --> [].
digit(D) --> [D], { D >= 0'0, D =< 0'9 }.
fraction([0'.|Ds]) --> ".", !, digits(Ds).
fraction([]) --> [].
exponent([0'e|Ds]) --> ( "e" ; "E" ), !, digits(Ds).
exponent([]) --> [].

ws --> [C], { code_type(C, space) }, !, ws.
ws --> [].

parse(Text, V) :- atom_codes(Text, Cs), ( phrase(json(V), Cs) -> true ; V = error ).

print_json(V) :- print_json(V, 0), nl.
print_json(object([]), _) :- !, write('{}').
print_json(object(Ps), I) :- !, J is I + 2, write('{'), nl, print_pairs(Ps, J), nl, tab(I), write('}').
print_json(array([]), _) :- !, write([]).
print_json(array(Vs), I) :- !, J is I + 2, write('['), nl, print_values(Vs, J), nl, tab(I), write(']').
print_json(string(S), _) :- !, print_string(S).
print_json(X, _) :- write(X).
print_pairs([K-V|Ps], I) :- tab(I), print_string(K), write(': '), print_json(V, I), ( Ps == [] -> true ; write(','), nl, print_pairs(Ps, I) ).
print_values([V|Vs], I) :- tab(I), print_json(V, I), ( Vs == [] -> true ; write(','), nl, print_values(Vs, I) ).
print_string(A) :- put_char('"'), atom_chars(A, Cs), forall(member(C, Cs), print_char(C)), put_char('"').
print_char('"') :- !, write('\\"').
print_char('\n') :- !, write('\\n').
print_char('\t') :- !, write('\\t').
print_char('\\') :- !, write('\\\\').
print_char(C) :- put_char(C).

get([], V, V).
get([K|Ks], object(Ps), V) :- atom(K), memberchk(K-V0, Ps), get(Ks, V0, V).
get([I|Is], array(Vs), V) :- integer(I), nth0(I, Vs, V0), get(Is, V0, V).

sample('{"name": "Ada \\"L\\"", "age": 36, "tags": ["math", "engine", 1.5, -2e, null],\n "nested": {"a": [[], {}], "ok": true}}').
sample('{"name": "Ada \\"L\\"", "age": 36, "tags": ["math", "eng\\u0069ne", 1.5, -2, null],\n "nested": {"a": [[], {}], "ok": true}}').
sample('[1, 2,]').
sample('[1.5e3, "x\\ty"]').
sample('  "just text"  ').

main :- sample(S), parse(S, V), ( V == error -> format("no JSON: ~q~n", [S]) ; print_json(V), print(V), nl ), fail.
main :- sample(S), parse(S, V), V \== error, catch(( get(Path, V, X), atomic(X) ), _, fail), format("~w = ~q~n", [Path, X]), fail.
main.
:- initialization(main).
% expect: no JSON: '{"name": "Ada \\"L\\"", "age": 36, "tags": ["math", "engine", 1.5, -2e, null],\n "nested": {"a": [[], {}], "ok": true}}'
% expect: {
% expect:   "name": "Ada \"L\"",
% expect:   "age": 36,
% expect:   "tags": [
% expect:     "math",
% expect:     "engine",
% expect:     1.5,
% expect:     -2,
% expect:     null
% expect:   ],
% expect:   "nested": {
% expect:     "a": [
% expect:       [],
% expect:       {}
% expect:     ],
% expect:     "ok": true
% expect:   }
% expect: }
% expect: object([name-string('Ada "L"'),age-36,tags-array([string(math),string(engine),1.5,-2,null]),nested-object([a-array([array([]),object([])]),ok-true])])
% expect: no JSON: '[1, 2,]'
% expect: [
% expect:   1500.0,
% expect:   "x\ty"
% expect: ]
% expect: array([1500.0,string('x\ty')])
% expect: "just text"
% expect: string('just text')
