% Type inference for a small functional language (Hindley and Milner), with let-polymorphism and readable errors.
:- op(150, xfx, ⊢).
:- op(140, xfx, :).
:- op(100, xfy, ->).
:- op(100, yfx, $).

:- discontiguous test/2.

type(_, [], list(_)) :- !.
type(Env, X, T) :- atom(X), !, ( memberchk(X:S, Env) -> instantiate(S, T) ; throw(unbound(X)) ).
type(_, N, int) :- integer(N), !.
type(_, S, string) :- string(S), !.
type(Env, lam(X, B), A -> R) :- !, type([X:mono(A)|Env], B, R).
type(Env, F $ X, R) :- !, type(Env, F, TF), type(Env, X, TX), unify_types(TF, TX -> R, F $ X).
type(Env, let(X, E, B), T) :- !, type(Env, E, TE), generalise(Env, TE, S), type([X:S|Env], B, T).
type(Env, if(C, A, B), T) :- !, type(Env, C, TC), unify_types(TC, bool, C), type(Env, A, T), type(Env, B, TB), unify_types(T, TB, B).
type(Env, [X|Xs], list(T)) :- !, type(Env, X, T), type(Env, Xs, TXs), unify_types(TXs, list(T), Xs).
type(_, E, _) :- throw(no_expression(E)).

unify_types(A, B, Where) :- ( unify_with_occurs_check(A, B) -> true ; throw(mismatch(A, B, Where)) ).

instantiate(mono(T), T).
instantiate(poly(Vs, T), T1) :- copy_term(Vs-T, _-T1).
instantiate(poly0(T), T1) :- copy_term(T, T1).
generalise(Env, T, poly(Keep, T)) :- term_variables(Env, EVs), term_variables(T, TVs), exclude([V]>>(member(W, EVs), W == V), TVs, Gs), Keep = Gs, EVs = EVs.

env([ true:mono(bool), false:mono(bool),
      (+):mono(int -> int -> int),
      (<):mono(int -> int -> bool),
      id:poly0(A -> A),
      map:poly0((X -> Y) -> list(X) -> list(Y)),
      fix:poly0((B -> B) -> B),
      len:mono(string -> int)]).

show(E) :-
    env(Env),
    catch(( type(Env, E, T), numbervars(T, 0, _), format("~w : ~w~n", [E, T]) ), Err, explain(E, Err)).
explain(E, unbound(X)) :- format("~w: ~q is not bound~n", [E, X]).
explain(E, mismatch(A, B, W)) :- numbervars(A-B, 0, _), format("~w: ~w is not ~w in ~w~n", [E, A, B, W]).
explain(_, no_expression(E)) :- format("~q is no expression~n", [E]).

test(1, lam(x, x)).
test(2, lam(f, lam(g, lam(x, f $ (g $ x))))).
test(3, (+) $ 1 $ 2).
test(4, (+) $ 1 $ "a").
test(5, let(twice, lam(f, lam(x, f $ (f $ x))), twice $ twice $ ((+) $ 1) $ 5)).
test(6, lam(x, x $ x)).
test(7, map $ len $ ["a", "bc"]).
test(8, if((<) $ 1 $ 2, [1], [])).
test(9, if(1, 2, 3)).
test(10, y).
test(11, let(i, lam(x, x), if(i $ true, i $ 1, i $ 2))).
test(12, fix $ lam(f, lam(n, if((<) $ n $ 1, 0, (+) $ n $ (f $ ((+) $ n $ -1)))))).
test(13, f(x)).

:- initialization(main, main).
main :- forall(test(N, E), ( format("~t~d~3|  ", [N]), show(E) )).
% expect:   1  lam(x,x) : A->A
% expect:   2  lam(f,lam(g,lam(x,f$(g$x)))) : (A->B)->(C->A)->C->B
% expect:   3  (+)$1$2 : int
% expect:   4  (+)$1$a: int->int is not string->A in (+)$1$a
% expect:   5  let(twice,lam(f,lam(x,f$(f$x))),twice$twice$((+)$1)$5) : int
% expect:   6  lam(x,x$x): A is not A->B in x$x
% expect:   7  map$len$[a,bc] : list(int)
% expect:   8  if((<)$1$2,[1],[]) : list(int)
% expect:   9  if(1,2,3): int is not bool in 1
% expect:  10  y: y is not bound
% expect:  11  let(i,lam(x,x),if(i$true,i$1,i$2)) : int
% expect:  12  fix$lam(f,lam(n,if((<)$n$1,0,(+)$n$(f$((+)$n$ -1))))) : int->int
% expect:  13  f(x) is no expression
