% A small imperative language: tokens, a grammar, an interpreter with a tree as its store, exceptions.
:- use_module(library(assoc)).
:- use_module(library(dcg/basics)).
tokens([T|Ts]) --> ws, token(T), !, tokens(Ts).
tokens([]) --> ws.
ws --> [C], { code_type(C, space) }, !, ws.
ws --> [].
token(num(N)) --> digits([D|Ds]), { number_codes(N, [D|Ds]) }.
token(T) --> [C], { code_type(C, csymf) }, idrest(Cs), { atom_codes(A, [C|Cs]), ( keyword(A) -> T = kw(A) ; T = id(A) ) }.
token(str(S)) --> "\"", string_without(`"`, Cs), "\"", { string_codes(S, Cs) }.
token(op(O)) --> oper(O).
oper(:=) --> ":=". oper(==) --> "==". oper(=<) --> "<=". oper(<) --> "<". oper(+) --> "+". oper(-) --> "-". oper(*) --> "*". oper(/) --> "/". oper('(') --> "(". oper(')') --> ")". oper(;) --> ";". oper('{') --> "{". oper('}') --> "}".
idrest([C|Cs]) --> [C], { code_type(C, csym) }, !, idrest(Cs).
idrest([]) --> [].
keyword(while). keyword(if). keyword(else). keyword(print). keyword(throw). keyword(try). keyword(catch).
program(Ss) --> stmts(Ss).
stmts([S|Ss]) --> stmt(S), !, stmts(Ss).
stmts([]) --> [].
stmt(assign(X, E)) --> [id(X), op(:=)], !, expr(E), [op(;)].
stmt(print(E)) --> [kw(print)], !, expr(E), [op(;)].
stmt(throw(E)) --> [kw(throw)], !, expr(E), [op(;)].
stmt(while(C, B)) --> [kw(while)], !, expr(C), block(B).
stmt(if(C, T, E)) --> [kw(if)], !, expr(C), block(T), ( [kw(else)] -> block(E) ; { E = [] } ).
stmt(try(B, X, H)) --> [kw(try)], !, block(B), [kw(catch), id(X)], block(H).
block(B) --> [op('{')], stmts(B), [op('}')].
expr(E) --> sum(L), ( [op(O)], { memberchk(O, [==, <, =<]) } -> sum(R), { E =.. [O, L, R] } ; { E = L } ).
sum(E) --> term(T), sum_(T, E).
sum_(L, E) --> [op(O)], { memberchk(O, [+, -]) }, !, term(R), { T =.. [O, L, R] }, sum_(T, E).
sum_(E, E) --> [].
term(E) --> factor(F), term_(F, E).
term_(L, E) --> [op(O)], { memberchk(O, [*, /]) }, !, factor(R), { T =.. [O, L, R] }, term_(T, E).
term_(E, E) --> [].
factor(num(N)) --> [num(N)]. factor(str(S)) --> [str(S)]. factor(var(X)) --> [id(X)]. factor(E) --> [op('(')], expr(E), [op(')')].
run([], E, E).
run([S|Ss], E0, E) :- exec(S, E0, E1), run(Ss, E1, E).
exec(assign(X, Ex), E0, E) :- eval(Ex, E0, V), put_assoc(X, E0, V, E).
exec(print(Ex), E, E) :- eval(Ex, E, V), format("~w~n", [V]).
exec(throw(Ex), E, E) :- eval(Ex, E, V), throw(lang_error(V)).
exec(while(C, B), E0, E) :- ( eval(C, E0, true) -> run(B, E0, E1), exec(while(C, B), E1, E) ; E = E0 ).
exec(if(C, T, F), E0, E) :- eval(C, E0, V), ( V == true -> run(T, E0, E) ; run(F, E0, E) ).
exec(try(B, X, H), E0, E) :- catch(run(B, E0, E), lang_error(V), ( put_assoc(X, E0, V, E1), run(H, E1, E) )).
eval(num(N), _, N). eval(str(S), _, S).
eval(var(X), E, V) :- ( get_assoc(X, E, V0) -> V = V0 ; throw(error(existence_error(variable, X), _)) ).
eval(T, E, V) :- T =.. [O, L, R], memberchk(O, [+,-,*,/,==,<,=<]), eval(L, E, A), eval(R, E, B), op2(O, A, B, V).
op2(+, A, B, V) :- ( string(A) ; string(B) ), !, format(string(V), "~w~w", [A, B]).
op2(+, A, B, V) :- !, V is A + B.
op2(-, A, B, V) :- !, V is A - B.
op2(*, A, B, V) :- !, V is A * B.
op2(/, A, B, V) :- !, ( B =:= 0 -> throw(lang_error("division by zero")) ; V is A // B ).
op2(O, A, B, V) :- ( O == (==) -> ( A == B -> V = true ; V = false ) ; G =.. [O, A, B], ( call(G) -> V = true ; V = false ) ).
src("n := 5; f := 1; while 0 < n { f := f * n; n := n - 1; } print \"f=\" + f; if f == 120 { print \"ok\"; } else { print \"bad\"; } try { x := 1 / 0; } catch e { print \"caught \" + e; } try { throw 3 * (2 + 1); } catch z { print z; } i := 0; while i <= 3 { print i; i := i + 1; }").
src("print y;").
src("print 1 +;").
:- initialization(main).
main :- forall(src(S), ( string_codes(S, Cs), ( phrase(tokens(Ts), Cs) -> true ; Ts = [] ), length(Ts, N), format("~d tokens~n", [N]),
    ( phrase(program(P), Ts) -> empty_assoc(E0), catch(( run(P, E0, E), assoc_to_list(E, L), print(L), nl ), Err, ( Err = error(F, _), print(F), nl )) ; writeln('syntax error') ) )).
% expect: 102 tokens
% expect: f=120
% expect: ok
% expect: caught division by zero
% expect: 9
% expect: 0
% expect: 1
% expect: 2
% expect: 3
% expect: [e-"division by zero",f-120,i-4,n-0,z-9]
% expect: 3 tokens
% expect: existence_error(variable,y)
% expect: 4 tokens
% expect: syntax error
