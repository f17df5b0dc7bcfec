:- module(aggregate, [aggregate/3, aggregate/4, aggregate_all/4, foreach/2, free_variables/4]).
% Aggregates of the solutions of a goal.

aggregate(T, G, R) :- '$aggregate_template'(T, E), bagof(E, G, L), '$aggregate_list'(T, L, R).
aggregate(T, D, G, R) :- '$aggregate_template'(T, E), setof(D-E, G, L), '$values_of'(L, Vs), '$aggregate_list'(T, Vs, R).
aggregate_all(T, D, G, R) :- '$aggregate_template'(T, E), findall(D-E, G, L0), sort(L0, L), '$values_of'(L, Vs), ( Vs == [], \+ '$empty_aggregate'(T) -> fail ; '$aggregate_list'(T, Vs, R) ).
'$empty_aggregate'(count).
'$empty_aggregate'(sum(_)).
'$empty_aggregate'(bag(_)).
'$empty_aggregate'(set(_)).
'$values_of'([], []).
'$values_of'([_-V|L], [V|Vs]) :- '$values_of'(L, Vs).
'$aggregate_template'(T, _) :- var(T), !, throw(error(instantiation_error, _)).
'$aggregate_template'(count, x) :- !.
'$aggregate_template'(count(_), x) :- !.
'$aggregate_template'(sum(E), E) :- !.
'$aggregate_template'(bag(E), E) :- !.
'$aggregate_template'(set(E), E) :- !.
'$aggregate_template'(max(E), E) :- !.
'$aggregate_template'(min(E), E) :- !.
'$aggregate_template'(max(E, W), E-W) :- !.
'$aggregate_template'(min(E, W), E-W) :- !.
'$aggregate_template'(T, Es) :- compound(T), !, T =.. [F|As], '$aggregate_templates'(As, Bs), Es =.. [F|Bs].
'$aggregate_template'(T, _) :- throw(error(domain_error(aggregate_spec, T), _)).
'$aggregate_templates'([], []).
'$aggregate_templates'([A|As], [B|Bs]) :- '$aggregate_template'(A, B), '$aggregate_templates'(As, Bs).
'$aggregate_list'(count, L, N) :- !, length(L, N).
'$aggregate_list'(count(_), L, N) :- !, length(L, N).
'$aggregate_list'(sum(_), L, S) :- !, '$sum_values'(L, 0, S).
'$aggregate_list'(bag(_), L, L) :- !.
'$aggregate_list'(set(_), L, S) :- !, sort(L, S).
'$aggregate_list'(max(_), [X|Xs], M) :- !, M0 is X, '$max_value'(Xs, M0, M).
'$aggregate_list'(min(_), [X|Xs], M) :- !, M0 is X, '$min_value'(Xs, M0, M).
'$aggregate_list'(max(_, _), [X-W|L], max(M, V)) :- !, M0 is X, '$max_witness'(L, M0, W, M, V).
'$aggregate_list'(min(_, _), [X-W|L], min(M, V)) :- !, M0 is X, '$min_witness'(L, M0, W, M, V).
'$aggregate_list'(T, L, R) :- T =.. [F|As], '$columns'(As, 1, L, Rs), R =.. [F|Rs].
'$columns'([], _, _, []).
'$columns'([A|As], I, L, [R|Rs]) :- '$column'(L, I, C), '$aggregate_list'(A, C, R), J is I + 1, '$columns'(As, J, L, Rs).
'$column'([], _, []).
'$column'([T|Ts], I, [A|As]) :- arg(I, T, A), '$column'(Ts, I, As).
'$sum_values'([], S, S).
'$sum_values'([X|Xs], S0, S) :- S1 is S0 + X, '$sum_values'(Xs, S1, S).
'$max_value'([], M, M).
'$max_value'([X|Xs], M0, M) :- M1 is max(M0, X), '$max_value'(Xs, M1, M).
'$min_value'([], M, M).
'$min_value'([X|Xs], M0, M) :- M1 is min(M0, X), '$min_value'(Xs, M1, M).
'$max_witness'([], M, V, M, V).
'$max_witness'([X-W|L], M0, V0, M, V) :- ( X > M0 -> M1 is X, '$max_witness'(L, M1, W, M, V) ; '$max_witness'(L, M0, V0, M, V) ).
'$min_witness'([], M, V, M, V).
'$min_witness'([X-W|L], M0, V0, M, V) :- ( X < M0 -> M1 is X, '$min_witness'(L, M1, W, M, V) ; '$min_witness'(L, M0, V0, M, V) ).
% The goal is called once for each solution of the generator, with the variables they do not share in common.
foreach(Generator, Goal) :- term_variables(Generator, GVs), term_variables(Goal, Vs), '$shared'(Vs, GVs, Shared), findall(Shared, Generator, L), '$call_each'(L, Shared, Goal).
'$shared'([], _, []).
'$shared'([V|Vs], Ws, S) :- ( '$occurs'(Ws, V) -> S = [V|S1] ; S = S1 ), '$shared'(Vs, Ws, S1).
'$call_each'([], _, _).
'$call_each'([S|Ss], Shared, Goal) :- term_variables(Goal, Vs), '$minus'(Vs, Shared, Kept), copy_term(Shared/Kept/Goal, S/Kept/G), call(G), '$call_each'(Ss, Shared, Goal).
free_variables(Term, Bound, Vs0, Vs) :- term_variables(Bound, Bs), term_variables(Term, Ts), '$minus'(Ts, Bs, Free), '$append_all'(Free, Vs0, Vs).
'$append_all'([], L, L).
'$append_all'([X|Xs], L, [X|Ys]) :- '$append_all'(Xs, L, Ys).
