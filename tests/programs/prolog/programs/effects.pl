% Tables, attributed variables, delimited continuations, global variables, exceptions, cleaning up.
:- use_module(library(tabling)).
:- table path/2, fib/2, conn(_, min).
edge(a,b). edge(b,c). edge(c,a). edge(c,d).
path(X,Y) :- edge(X,Y).
path(X,Y) :- path(X,Z), edge(Z,Y).
fib(0,0). fib(1,1).
fib(N,F) :- N > 1, A is N-1, B is N-2, fib(A,FA), fib(B,FB), F is FA+FB.
conn(a, 5). conn(a, 3). conn(b, 7).
:- table a//0.
a --> a, "x".
a --> "x".
domain(X, Dom) :- var(Dom), !, get_attr(X, domain, Dom).
domain(X, List) :- list_to_ord_set(List, Domain), put_attr(Y, domain, Domain), X = Y.
domain:attr_unify_hook(Domain, Y) :- ( get_attr(Y, domain, Dom2) -> ord_intersection(Domain, Dom2, NewDomain), ( NewDomain == [] -> fail ; NewDomain = [Value] -> Y = Value ; put_attr(Y, domain, NewDomain) ) ; var(Y) -> put_attr(Y, domain, Domain) ; ord_memberchk(Y, Domain) ).
domain:attribute_goals(X) --> { get_attr(X, domain, List) }, [domain(X, List)].
effect(G, L) :- reset(G, B, C), ( C == 0 -> L = [] ; B = yield(X), L = [X|T], effect(C, T) ).
gen(N, N) :- !, shift(yield(N)).
gen(I, N) :- shift(yield(I)), J is I+1, gen(J, N).
state(G, S0, S) :- reset(G, Cmd, C), ( C == 0 -> S = S0 ; Cmd = get(S0) -> state(C, S0, S) ; Cmd = put(S1) -> state(C, S1, S) ).
incr :- shift(get(X)), Y is X+1, shift(put(Y)).
t(G) :- ( catch(G, E, (numbervars(E, 0, _), print(caught(E)), nl, fail)) -> true ; writeln(failed) ).
main :-
    findall(Y, path(a,Y), L), sort(L, SL), print(SL), nl, fib(100, F), print(F), nl, findall(X-M, conn(X,M), CL), msort(CL, CS), print(CS), nl, ( phrase(a, `xxx`) -> writeln(yes) ; writeln(no) ),
    t((domain(X1,[a,b]), X1 = c)), t((domain(X2,[a,b]), domain(X2,[a,c]), print(X2), nl)), t((domain(X3,[a,b,c]), domain(X3,[a,c]), copy_term(X3, X4, Gs), numbervars(Gs, 0, _), print(Gs), X4 = X4, nl)),
    effect(gen(1,4), E), print(E), nl, state((incr,incr,incr), 5, S), print(S), nl,
    b_setval(v, 1), ( b_setval(v, 2), fail ; b_getval(v, V) ), print(V), nl, nb_setval(cnt, 0), forall(between(1,5,_), (nb_getval(cnt,C), C1 is C+1, nb_setval(cnt,C1))), nb_getval(cnt, CC), print(CC), nl,
    t(setup_call_cleanup(writeln(setup), throw(my), writeln(cleanup))), t(setup_call_cleanup(true, member(M2,[1,2]), writeln(done(M2)))), t((setup_call_cleanup(true, fail, writeln(cf)))),
    t(catch(throw(first), first, throw(second))), t(catch(number_codes(_, "3x"), error(syntax_error(W), _), (print(W), nl))), t(call_cleanup(true, writeln(cc))),
    freeze(Z, (print(frozen(Z)), nl)), Z = 5, dif(P, Q), P = 1, ( Q = 1 -> writeln(same) ; writeln(differ) ), when(ground(A+B), (print(sum(A,B)), nl)), A = 1, B = 2, frozen(ZZ, G0), print(G0), nl, freeze(ZZ, true), frozen(ZZ, G1), copy_term_nat(ZZ-G1, x-G2), print(G2), nl,
    t((catch(succ_or_zero(_), error(type_error(T, _), _), (print(T), nl)))), t(must_be(positive_integer, 0)), t(must_be(integer, _)), t(must_be(list, [a|b])), t(must_be(boolean, 1)), t(is_of_type(list(integer), [1,2])), t(must_be(list(integer), [1,a])), t(must_be(oneof([a]), b)), t(must_be(between(1,3), 4)), t(type_error(foo, bar)), t(domain_error(foo, bar)), t(existence_error(foo, bar)), t(permission_error(a, b, c)), t(resource_error(x)), t(instantiation_error(_)), t(representation_error(x)),
    tnum, abolish_all_tables, print(end), nl.
tnum :- copy_term([X,Y,X], L), numbervars(L, 0, End), print(L-End), nl, T = f(X,Y), term_variables(T, Vs), length(Vs, N), print(N), nl, setof(K-Vs1, setof(V, member(K-V, [b-1,a-2,b-0]), Vs1), R), print(R), nl, ( bagof(Q, member(Q, []), Qs) -> print(Qs) ; writeln(empty) ), forall(nth1(I, [a,b], E), (write(I-E), nl)), term_to_atom(g(X,'A b',X), At), atom_length(At, AL), ( AL > 5 -> writeln(long) ; true ), unify_with_occurs_check(P, P), tab(2), writeln(x), succ_throw, string_codes(S, [0'a]), print(S), nl, T2 = "a string", ( string(T2) -> writeln(str) ; writeln(nostr) ), nb_setval(acc, []), forall(member(M, [1,2,3]), (nb_getval(acc, A0), nb_setval(acc, [M|A0]))), nb_getval(acc, A1), print(A1), nl.
succ_throw :- catch(succ(X, 0), E, (print(E), nl)), print(X), nl ; writeln('succ failed').
succ_or_zero(X) :- succ(X, a).
:- initialization(main).
% expect: [a,b,c,d]
% expect: 354224848179261915075
% expect: [a-3,b-7]
% expect: yes
% expect: failed
% expect: a
% expect: [domain(A,[a,c])]
% expect: [1,2,3,4]
% expect: 8
% expect: 1
% expect: 5
% expect: setup
% expect: cleanup
% expect: caught(my)
% expect: failed
% expect: done(1)
% expect: cf
% expect: failed
% expect: caught(second)
% expect: failed
% expect: illegal_number
% expect: cc
% expect: frozen(5)
% expect: differ
% expect: sum(1,2)
% expect: true
% expect: freeze(x,user:true)
% expect: integer
% expect: caught(error(type_error(positive_integer,0),A))
% expect: failed
% expect: caught(error(instantiation_error,A))
% expect: failed
% expect: caught(error(type_error(list,[a|b]),A))
% expect: failed
% expect: caught(error(type_error(bool,1),A))
% expect: failed
% expect: caught(error(type_error(integer,a),A))
% expect: failed
% expect: caught(error(domain_error(oneof([a]),b),A))
% expect: failed
% expect: caught(error(domain_error(between(1,3),4),A))
% expect: failed
% expect: caught(error(type_error(foo,bar),A))
% expect: failed
% expect: caught(error(domain_error(foo,bar),A))
% expect: failed
% expect: caught(error(existence_error(foo,bar),A))
% expect: failed
% expect: caught(error(permission_error(a,b,c),A))
% expect: failed
% expect: caught(error(resource_error(x),A))
% expect: failed
% expect: caught(error(instantiation_error,A))
% expect: failed
% expect: caught(error(representation_error(x),A))
% expect: failed
% expect: [A,B,A]-2
% expect: 2
% expect: [a-[2],b-[0,1]]
% expect: empty
% expect: 1-a
% expect: 2-b
% expect: long
% expect:   x
% expect: succ failed
% expect: "a"
% expect: str
% expect: [3,2,1]
% expect: end
