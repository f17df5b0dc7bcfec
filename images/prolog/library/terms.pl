:- module(terms, [subsumes/2, subsumes_chk/2, term_subsumer/3, sub_term/2, occurrences_of_term/3, occurrences_of_var/3, mapargs/3, mapsubterms/3, foldsubterms/4, foldsubterms/5, same_functor/2, same_functor/4, term_factorized/3, variant/2, mapsubterms_var/3, same_functor/3, contains_term/2, contains_var/2, free_of_term/2, free_of_var/2, sub_var/2, sub_term_shared_variables/3, varnumbers/2, varnumbers/3, max_var_number/3, varnumbers_names/3]).
% Terms as trees.

sub_term(X, X).
sub_term(X, T) :- compound(T), arg(_, T, A), sub_term(X, A).
occurrences_of_term(S, T, N) :- findall(x, ( sub_term(X, T), subsumes_term(S, X) ), L), length(L, N).
occurrences_of_var(V, T, N) :- findall(x, ( sub_term(X, T), X == V ), L), length(L, N).
subsumes_chk(G, S) :- subsumes_term(G, S).
subsumes(G, S) :- subsumes_term(G, S), G = S.
mapargs(G, T1, T2) :- same_functor(T1, T2), T1 =.. [_|As], T2 =.. [_|Bs], maplist(G, As, Bs).
same_functor(T1, T2) :- same_functor(T1, T2, _, _).
same_functor(T1, T2, N, A) :- ( nonvar(T1) -> functor(T1, N, A), functor(T2, N, A) ; functor(T2, N, A), functor(T1, N, A) ).
mapsubterms(G, T0, T) :- ( call(G, T0, T1) -> T = T1 ; compound(T0) -> T0 =.. [F|As], '$map_all'(As, G, Bs), T =.. [F|Bs] ; T = T0 ).
'$map_all'([], _, []).
'$map_all'([A|As], G, [B|Bs]) :- mapsubterms(G, A, B), '$map_all'(As, G, Bs).
foldsubterms(G, T, S0, S) :- ( call(G, T, S0, S1) -> S = S1 ; compound(T) -> T =.. [_|As], '$fold_terms'(As, G, S0, S) ; S = S0 ).
'$fold_terms'([], _, S, S).
'$fold_terms'([A|As], G, S0, S) :- foldsubterms(G, A, S0, S1), '$fold_terms'(As, G, S1, S).
foldsubterms(G, T0, T, S0, S) :- ( call(G, T0, T1, S0, S1) -> T = T1, S = S1 ; compound(T0) -> T0 =.. [F|As], '$fold_map_all'(As, G, Bs, S0, S), T =.. [F|Bs] ; T = T0, S = S0 ).
'$fold_map_all'([], _, [], S, S).
'$fold_map_all'([A|As], G, [B|Bs], S0, S) :- foldsubterms(G, A, B, S0, S1), '$fold_map_all'(As, G, Bs, S1, S).
% The least general term that both are instances of.
term_subsumer(T1, T2, G) :- '$subsumer'(T1, T2, G, [], _).
'$subsumer'(T1, T2, G, M, M) :- T1 == T2, !, G = T1.
'$subsumer'(T1, T2, G, M0, M) :- compound(T1), compound(T2), functor(T1, F, N), functor(T2, F, N), !, T1 =.. [_|As], T2 =.. [_|Bs], '$subsumers'(As, Bs, Gs, M0, M), G =.. [F|Gs].
'$subsumer'(T1, T2, G, M, M) :- member(p(A, B, G0), M), A == T1, B == T2, !, G = G0.
'$subsumer'(T1, T2, G, M, [p(T1, T2, G)|M]).
'$subsumers'([], [], [], M, M).
'$subsumers'([A|As], [B|Bs], [G|Gs], M0, M) :- '$subsumer'(A, B, G, M0, M1), '$subsumers'(As, Bs, Gs, M1, M).
same_functor(T1, T2, A) :- same_functor(T1, T2, _, A).
variant(T1, T2) :- T1 =@= T2.
mapsubterms_var(G, T0, T) :- ( call(G, T0, T1) -> T = T1 ; compound(T0) -> T0 =.. [F|As], '$map_all_var'(As, G, Bs), T =.. [F|Bs] ; T = T0 ).
'$map_all_var'([], _, []).
'$map_all_var'([A|As], G, [B|Bs]) :- mapsubterms_var(G, A, B), '$map_all_var'(As, G, Bs).
contains_term(S, T) :- \+ free_of_term(S, T).
contains_var(V, T) :- \+ free_of_var(V, T).
free_of_term(S, T) :- \+ ( sub_term(X, T), subsumes_term(S, X) ).
free_of_var(V, T) :- \+ ( sub_term(X, T), X == V ).
sub_var(V, T) :- once(( sub_term(X, T), X == V )).
sub_term_shared_variables(S, T, Vs) :- term_variables(S, Ss), '$outside'(T, S, Rest), term_variables(Rest, Os), '$common'(Ss, Os, Vs).
'$outside'(T, S, []) :- T == S, !.
'$outside'(T, S, R) :- compound(T), !, T =.. [_|As], '$outsides'(As, S, R).
'$outside'(T, _, T).
'$outsides'([], _, []).
'$outsides'([A|As], S, [R|Rs]) :- '$outside'(A, S, R), '$outsides'(As, S, Rs).
'$common'([], _, []).
'$common'([V|Vs], Ws, R) :- ( member(W, Ws), W == V -> R = [V|R1] ; R = R1 ), '$common'(Vs, Ws, R1).
% Compound terms that occur more than once become variables with a list of equations.
term_factorized(T, S, Eqs) :- '$repeated'(T, Rs), '$factor'(T, Rs, S, Ps), '$equations'(Ps, Rs, Eqs).
'$repeated'(T, Rs) :- '$compound_parts'([T], L, []), '$twice'(L, [], Rs0), reverse(Rs0, Rs).
'$compound_parts'([], L, L).
'$compound_parts'([T|Ts], L0, L) :- ( compound(T) -> T =.. [_|As], '$compound_parts'(As, L0, [T|L2]) ; L2 = L0 ), '$compound_parts'(Ts, L2, L).
'$twice'([], Rs, Rs).
'$twice'([X|Xs], Rs0, Rs) :- ( member(Y, Xs), Y == X, \+ ( member(Z, Rs0), Z == X ) -> Rs1 = [X|Rs0] ; Rs1 = Rs0 ), '$twice'(Xs, Rs1, Rs).
'$factor'(T, Rs, S, Vs) :- length(Rs, N), length(Vs, N), '$factored'(T, Rs, Vs, S).
'$factored'(T, Rs, Vs, V) :- compound(T), '$paired'(Rs, Vs, T, V0), !, V = V0.
'$factored'(T, Rs, Vs, S) :- '$inside'(T, Rs, Vs, S).
'$inside'(T, Rs, Vs, S) :- ( compound(T) -> T =.. [F|As], '$all_factored'(As, Rs, Vs, Bs), S =.. [F|Bs] ; S = T ).
'$all_factored'([], _, _, []).
'$all_factored'([A|As], Rs, Vs, [B|Bs]) :- '$factored'(A, Rs, Vs, B), '$all_factored'(As, Rs, Vs, Bs).
'$paired'([R|Rs], [V|Vs], T, W) :- ( R == T -> W = V ; '$paired'(Rs, Vs, T, W) ).
'$equations'(Vs, Rs, Eqs) :- '$equations'(Vs, Rs, Rs, Vs, Eqs).
'$equations'([], [], _, _, []).
'$equations'([V|Vs], [R|Rs], All, Names, [V = S|Eqs]) :- '$inside'(R, All, Names, S), '$equations'(Vs, Rs, All, Names, Eqs).
% Terms '$VAR'(N) as variables again.
varnumbers(T0, T) :- varnumbers(T0, 0, T).
varnumbers(T0, Min, T) :- '$varnumbers'(T0, Min, [], _, T).
varnumbers_names(T0, T, Bs) :- '$varnumbers'(T0, 0, [], Ps, T), '$number_names'(Ps, Bs0), reverse(Bs0, Bs).
'$number_names'([], []).
'$number_names'([N-V|Ps], [Name=V|Bs]) :- ( integer(N) -> with_output_to(atom(Name), print('$VAR'(N))) ; Name = N ), '$number_names'(Ps, Bs).
'$varnumbers'(T, _, Ps, Ps, V) :- var(T), !, V = T.
'$varnumbers'('$VAR'(N), Min, Ps0, Ps, V) :- ( integer(N), N >= Min ; atom(N) ), !, ( memberchk(N-V0, Ps0) -> V = V0, Ps = Ps0 ; Ps = [N-V|Ps0] ).
'$varnumbers'(T0, Min, Ps0, Ps, T) :- ( compound(T0) -> T0 =.. [F|As], '$varnumbers_all'(As, Min, Ps0, Ps, Bs), T =.. [F|Bs] ; T = T0, Ps = Ps0 ).
'$varnumbers_all'([], _, Ps, Ps, []).
'$varnumbers_all'([A|As], Min, Ps0, Ps, [B|Bs]) :- '$varnumbers'(A, Min, Ps0, Ps1, B), '$varnumbers_all'(As, Min, Ps1, Ps, Bs).
max_var_number(T, Start, Max) :- findall(N, ( sub_term(X, T), nonvar(X), X = '$VAR'(N), integer(N) ), Ns), foldl('$greater', Ns, Start, Max).
'$greater'(N, M0, M) :- M is max(N, M0).
