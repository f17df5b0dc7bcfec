% Tokens, syntax tree, code for a stack machine, and the machine: a compiler for a small imperative language.
:- use_module(library(dcg/basics)).
:- use_module(library(assoc)).

tokens([T|Ts]) --> blanks, token(T), !, tokens(Ts).
tokens([]) --> blanks, eos.
tokens(_) --> remainder(R), { atom_codes(A, R), throw(lexical_error(A)) }.

token(num(N)) --> number(N).
token(T) --> letter(C), letters(Cs), { atom_codes(A, [C|Cs]), ( keyword(A) -> T = A ; T = id(A) ) }.
token(Op) --> operator(Op).
letter(C) --> [C], { code_type(C, alpha) }.
letters([C|Cs]) --> [C], { code_type(C, csym) }, !, letters(Cs).
letters([]) --> [].
keyword(K) :- memberchk(K, [while, do, end, if, then, else, print]).
operator(Op) --> { member(S-Op, [":="-assign, "<="-le, "<"-lt, "="-eq, "+"-add, "-"-sub, "*"-mul, "/"-div, "("-open, ")"-close, ";"-semi]) , string_codes(S, Cs) }, Cs.

program(seq(Ss)) --> statements(Ss).
statements([S|Ss]) --> statement(S), ( [semi] -> statements(Ss) ; { Ss = [] } ).
statements([]) --> [].
statement(assign(X, E)) --> [id(X), assign], expr(E).
statement(print(E)) --> [print], expr(E).
statement(while(C, B)) --> [while], cond(C), [do], statements(B), [end].
statement(if(C, A, B)) --> [if], cond(C), [then], statements(A), ( [else] -> statements(B) ; { B = [] } ), [end].
cond(cmp(Op, A, B)) --> expr(A), [Op], { memberchk(Op, [lt, le, eq]) }, expr(B).
expr(E) --> term(T), expr_rest(T, E).
expr_rest(L, E) --> [Op], { memberchk(Op, [add, sub]) }, !, term(T), expr_rest(bin(Op, L, T), E).
expr_rest(E, E) --> [].
term(E) --> factor(F), term_rest(F, E).
term_rest(L, E) --> [Op], { memberchk(Op, [mul, div]) }, !, factor(F), term_rest(bin(Op, L, F), E).
term_rest(E, E) --> [].
factor(num(N)) --> [num(N)].
factor(var(X)) --> [id(X)].
factor(neg(F)) --> [sub], factor(F).
factor(E) --> [open], expr(E), [close].

code(seq(Ss)) --> codes(Ss).
codes([]) --> [].
codes([S|Ss]) --> stmt(S), codes(Ss).
stmt(assign(X, E)) --> e(E), [store(X)].
stmt(print(E)) --> e(E), [print].
stmt(while(C, B)) --> [label(L1)], c(C), [jz(L2)], codes(B), [jmp(L1), label(L2)].
stmt(if(C, A, B)) --> c(C), [jz(L1)], codes(A), [jmp(L2), label(L1)], codes(B), [label(L2)].
c(cmp(Op, A, B)) --> e(A), e(B), [Op].
e(num(N)) --> [push(N)].
e(var(X)) --> [load(X)].
e(neg(E)) --> [push(0)], e(E), [sub].
e(bin(Op, A, B)) --> e(A), e(B), [Op].

assemble(Code, Linked) :- place(Code, 0, Linked).
place([], _, []).
place([label(N)|Is], N, Ls) :- !, place(Is, N, Ls).
place([I|Is], N, [N-I|Ls]) :- M is N + 1, place(Is, M, Ls).

run(Linked) :- list_to_assoc(Linked, Prog), empty_assoc(Mem), step(0, [], Mem, Prog).
step(PC, Stack, Mem, Prog) :-
    (   get_assoc(PC, Prog, I)
    ->  exec(I, PC, Stack, Mem, PC1, Stack1, Mem1),
        step(PC1, Stack1, Mem1, Prog)
    ;   true ).
exec(push(N), PC, S, M, P, [N|S], M) :- P is PC + 1.
exec(load(X), PC, S, M, P, [V|S], M) :- ( get_assoc(X, M, V) -> true ; throw(error(existence_error(variable, X), PC)) ), P is PC + 1.
exec(store(X), PC, [V|S], M, P, S, M1) :- put_assoc(X, M, V, M1), P is PC + 1.
exec(print, PC, [V|S], M, P, S, M) :- print(V), nl, P is PC + 1.
exec(jmp(L), _, S, M, L, S, M).
exec(jz(L), PC, [V|S], M, P, S, M) :- ( V =:= 0 -> P = L ; P is PC + 1 ).
exec(Op, PC, [B, A|S], M, P, [V|S], M) :- apply_op(Op, A, B, V), P is PC + 1.
apply_op(add, A, B, V) :- V is A + B.
apply_op(sub, A, B, V) :- V is A - B.
apply_op(mul, A, B, V) :- V is A * B.
apply_op(div, A, B, V) :- V is A // B.
apply_op(lt, A, B, V) :- ( A < B -> V = 1 ; V = 0 ).
apply_op(le, A, B, V) :- ( A =< B -> V = 1 ; V = 0 ).
apply_op(eq, A, B, V) :- ( A =:= B -> V = 1 ; V = 0 ).

source(fact, "n := 5; f := 1; while 1 < n do f := f * n; n := n - 1 end; print f").
source(collatz, "n := 6; c := 0; while 1 < n do if n / 2 * 2 = n then n := n / 2 else n := 3 * n + 1 end; c := c + 1 end; print c; print -(c - 1)").
source(bad, "x := 1 ? 2").
source(unset, "print y").
source(syntax, "x := := 1").
source(zero, "print 1 / 0").

compile(Text, Code) :- string_codes(Text, Cs), phrase(tokens(Ts), Cs), ( phrase(program(P), Ts) -> true ; throw(syntax_error(Ts)) ), phrase(code(P), Is), assemble(Is, Code).

main :- forall(source(Name, Text), ( format("-- ~w~n", [Name]), catch(( compile(Text, Code), ( Name == fact -> forall(member(N-I, Code), format("~t~d~4|  ~q~n", [N, I])) ; true ), run(Code) ), E, ( ( E = error(F, _) -> true ; F = E ), format("caught ~q~n", [F]) )) )).
:- initialization(main).
% expect: -- fact
% expect:    0  push(5)
% expect:    1  store(n)
% expect:    2  push(1)
% expect:    3  store(f)
% expect:    4  push(1)
% expect:    5  load(n)
% expect:    6  lt
% expect:    7  jz(17)
% expect:    8  load(f)
% expect:    9  load(n)
% expect:   10  mul
% expect:   11  store(f)
% expect:   12  load(n)
% expect:   13  push(1)
% expect:   14  sub
% expect:   15  store(n)
% expect:   16  jmp(4)
% expect:   17  load(f)
% expect:   18  print
% expect: 120
% expect: -- collatz
% expect: 8
% expect: -7
% expect: -- bad
% expect: caught lexical_error(' ? 2')
% expect: -- unset
% expect: caught existence_error(variable,y)
% expect: -- syntax
% expect: caught syntax_error([id(x),assign,assign,num(1)])
% expect: -- zero
% expect: caught evaluation_error(zero_divisor)
