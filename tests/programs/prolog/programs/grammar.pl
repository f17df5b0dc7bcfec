% A left-recursive grammar with tabling, ambiguity counted, trees with features, and a generator.
:- use_module(library(tabling)).
:- table expr/3, np/4, vp/4, reach/2, fib/2, path(_, _, min).

expr(S0, S, add(A, B)) :- expr(S0, S1, A), S1 = [+|S2], term(S2, S, B).
expr(S0, S, T) :- term(S0, S, T).
term([N|S], S, N) :- number(N).
term(['('|S0], S, T) :- expr(S0, [')'|S], T).

np(S0, S, Num, np(D, N)) :- det(S0, S1, Num, D), noun(S1, S, Num, N).
np(S0, S, Num, np(NP, PP)) :- np(S0, S1, Num, NP), pp(S1, S, PP).
vp(S0, S, Num, vp(V, NP)) :- verb(S0, S1, Num, V), np(S1, S, _, NP).
vp(S0, S, Num, vp(VP, PP)) :- vp(S0, S1, Num, VP), pp(S1, S, PP).
pp([P|S0], S, pp(P, NP)) :- prep(P), np(S0, S, _, NP).
sentence(Words, s(NP, VP)) :- np(Words, Rest, Num, NP), vp(Rest, [], Num, VP).
det([the|S], S, _, the).
det([a|S], S, sg, a).
noun([W|S], S, Num, W) :- lex(W, noun, Num).
verb([W|S], S, Num, W) :- lex(W, verb, Num).
lex(man, noun, sg). lex(men, noun, pl). lex(dog, noun, sg). lex(park, noun, sg). lex(telescope, noun, sg).
lex(sees, verb, sg). lex(see, verb, pl).
prep(in). prep(with).

edge(1, 2). edge(2, 3). edge(3, 1). edge(3, 4).
reach(X, Y) :- edge(X, Y).
reach(X, Y) :- reach(X, Z), edge(Z, Y).
path(X, Y, 1) :- edge(X, Y).
path(X, Y, N) :- path(X, Z, M), edge(Z, Y), N is M + 1.

fib(0, 0).
fib(1, 1).
fib(N, F) :- N > 1, A is N - 1, B is N - 2, fib(A, FA), fib(B, FB), F is FA + FB.

main :-
    expr([1, +, '(', 2, +, 3, ')', +, 4], [], T), print(T), nl,
    forall(member(S, [[the, man, sees, a, dog], [the, men, sees, a, dog], [the, men, see, the, dog, in, the, park, with, a, telescope]]),
        ( findall(Tree, sentence(S, Tree), Trees0), sort(Trees0, Trees), length(Trees, N), atomic_list_concat(S, ' ', A), format("~w: ~d~n", [A, N]), forall(member(X, Trees), ( write('  '), print(X), nl )) )),
    findall(Y, reach(1, Y), Ys0), sort(Ys0, Ys), print(Ys), nl,
    findall(X-Y, reach(X, Y), Ps), length(Ps, L), print(L), nl,
    findall(Y-D, path(1, Y, D), Ds0), sort(Ds0, Ds), print(Ds), nl,
    fib(200, F), print(F), nl,
    abolish_all_tables,
    fib(20, G), print(G), nl.
:- initialization(main).
% expect: add(add(1,add(2,3)),4)
% expect: the man sees a dog: 1
% expect:   s(np(the,man),vp(sees,np(a,dog)))
% expect: the men sees a dog: 0
% expect: the men see the dog in the park with a telescope: 5
% expect:   s(np(the,men),vp(see,np(np(the,dog),pp(in,np(np(the,park),pp(with,np(a,telescope)))))))
% expect:   s(np(the,men),vp(see,np(np(np(the,dog),pp(in,np(the,park))),pp(with,np(a,telescope)))))
% expect:   s(np(the,men),vp(vp(see,np(the,dog)),pp(in,np(np(the,park),pp(with,np(a,telescope))))))
% expect:   s(np(the,men),vp(vp(see,np(np(the,dog),pp(in,np(the,park)))),pp(with,np(a,telescope))))
% expect:   s(np(the,men),vp(vp(vp(see,np(the,dog)),pp(in,np(the,park))),pp(with,np(a,telescope))))
% expect: [1,2,3,4]
% expect: 12
% expect: [1-3,2-1,3-2,4-3]
% expect: 280571172992510140037611932413038677189525
% expect: 6765
