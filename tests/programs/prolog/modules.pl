% Modules: names of their own, imports, qualified goals, arguments that carry a module, hooks.
:- use_module('../../libraries/prolog/shop').
% expect: sold(1)
% expect: all
% expect: lambda
% expect: yes
% expect: existence_error(procedure,shop:nowhere/1)
:- use_module('../../libraries/prolog/stock', except([spare/1])).
helper(user).
spare(mine).
last(_, last_of_user).
flatten(_, flat).
:- price(apple, P), writeq(P), nl. % expect: 1
:- helper(X), writeq(X), nl. % expect: user
:- run(helper(X)), writeq(X), nl.
% expect: user:helper
% expect: user
:- each(helper, [user]), writeq(ok), nl. % expect: ok
:- X = (p ===> q), writeq(X), nl. % expect: p===>q
:- 1 ===> Y, writeq(Y), nl. % expect: got(1)
:- here(M), writeq(M), nl. % expect: shop
:- spare(X), writeq(X), nl. % expect: mine
:- stock:spare(X), writeq(X), nl. % expect: none
% What the program defines is its own: libraries and other modules do not see it.
:- last([1,2], X), writeq(X), nl. % expect: last_of_user
:- call(last, [1,2], X), writeq(X), nl. % expect: last_of_user
:- lists:last([1,2], X), writeq(X), nl. % expect: 2
:- system:last([1,2], X), writeq(X), nl. % expect: 2
:- total(X), writeq(X), nl. % expect: [1,2]-shop
:- call(flatten, [1], X), writeq(X), nl. % expect: flat
append(_, _, wrong).
:- phrase(([a], [b]), L), writeq(L), nl. % expect: [a,b]
:- append([1], [2], L), writeq(L), nl. % expect: wrong
:- findall(X, member(X, [1,2]), L, [3]), writeq(L), nl. % expect: [1,2,3]
:- apply:maplist([X,Y]>>(Y = f(X)), [1,2], L), writeq(L), nl. % expect: [f(1),f(2)]
:- catch(assertz((atom_length(_, _) :- true)), error(E, _), true), writeq(E), nl. % expect: permission_error(modify,static_procedure,atom_length/2)
% Qualified goals and clauses.
:- findall(X, shop:helper(X), L), writeq(L), nl. % expect: [1,2]
:- shop:assertz(sold(7)), findall(X, sold(X), L), writeq(L), nl. % expect: [1,7]
:- shop:retract(sold(1)), retract(shop:sold(7)), \+ sold(_), writeq(empty), nl. % expect: empty
:- catch(shop:nope(1), error(E, _), true), writeq(E), nl. % expect: existence_error(procedure,shop:nope/1)
:- catch(call(shop:(helper(X), X > 1)), _, true), writeq(X), nl. % expect: 2
:- bagof(X, shop:helper(X), L), writeq(L), nl. % expect: [1,2]
:- setof(X-Y, Z^(shop:helper(X), stock:helper(Y), Z = 1), L), writeq(L), nl. % expect: [1-apple,2-apple]
:- clause(shop:price(x, 7), B), writeq(B), nl. % expect: helper(7),article(x)
:- assertz(new:p(1)), new:p(X), writeq(X), nl. % expect: 1
:- assertz((new:q(X) :- helper(X))), new:q(X), writeq(X), nl. % expect: user
:- assertz(new:(r(X) :- p(X), !)), forall(between(1, 20, _), new:r(1)), writeq(done), nl. % expect: done
:- new:dynamic(s/1), \+ new:s(_), catch(s(_), error(E, _), true), writeq(E), nl. % expect: existence_error(procedure,s/1)
:- catch(maplist(new:p, [1,2]), _, true) -> true ; writeq(failed), nl. % expect: failed
:- abolish(new:p/1), writeq(abolished), nl. % expect: abolished
% What modules say of themselves.
:- predicate_property(run(_), meta_predicate(M)), writeq(M), nl. % expect: run(0)
:- predicate_property(price(_, _), imported_from(M)), writeq(M), nl. % expect: shop
:- predicate_property(shop:price(_, _), exported), writeq(exported), nl. % expect: exported
:- predicate_property(shop:sold(_), dynamic), writeq(dynamic), nl. % expect: dynamic
:- predicate_property(helper(_), number_of_clauses(N)), writeq(N), nl. % expect: 1
:- predicate_property(maplist(_, _), meta_predicate(M)), writeq(M), nl. % expect: maplist(1,?)
:- module_property(stock, exports(L)), writeq(L), nl. % expect: [item/1,amount/2,spare/1]
:- module_property(shop, exported_operators(L)), writeq(L), nl. % expect: [op(700,xfx,===>)]
:- current_module(shop), \+ current_module(nothing), writeq(known), nl. % expect: known
:- findall(N, current_predicate(shop:helper/N), L), writeq(L), nl. % expect: [1]
:- current_predicate(price/2), \+ current_predicate(article/1), writeq(imported), nl. % expect: imported
:- current_op(P, T, ===>), writeq(P-T), nl. % expect: 700-xfx
:- strip_module(a:b:c, M, P), writeq(M-P), nl. % expect: b-c
:- strip_module(c, M, P), writeq(M-P), nl. % expect: user-c
:- context_module(M), writeq(M), nl. % expect: user
:- @(context_module(M), shop), writeq(M), nl. % expect: shop
:- @(run(helper(X)), stock), writeq(X), nl.
% expect: stock:helper
% expect: apple
:- import_module(shop, M), writeq(M), nl. % expect: user
:- import_module(lists, M), writeq(M), nl. % expect: system
% Hooks.
prolog:message(hello(X)) --> ['Hello ~w'-[X]].
:- message_to_codes(hello(world), _, Cs), atom_codes(A, Cs), writeq(A), nl. % expect: 'Hello world'
:- print(f(secret(1))), nl. % expect: f(<hidden>)
later:attr_unify_hook(A, V) :- writeq(A-V), nl.
:- put_attr(X, later, one), X = 2. % expect: one-2
:- freeze(X, shop:helper(X)), X = 2, writeq(thawed), nl. % expect: thawed
:- use_module('../../libraries/prolog/stock', [helper/1]), helper(X), writeq(X), nl. % expect: user
% error: No permission to import stock:helper/1 into user
% exit: 0
:- use_module(library(lists), [sum_list/2 as total_of]), total_of([1,2], S), writeq(S), nl. % expect: 3
:- catch(use_module(library(there_is_none)), error(E, _), true), writeq(E), nl. % expect: existence_error(source_sink,library(there_is_none))
:- initialization((shop:helper(X), writeq(at_the_end(X)), nl)). % expect: at_the_end(1)
