:- module(terms, [term_size/2, subsumes/2, subsumes_chk/2, term_subsumer/3, sub_term/2, occurrences_of_term/3, occurrences_of_var/3, mapargs/3, mapsubterms/3, foldsubterms/4, foldsubterms/5, same_functor/2, same_functor/4]).
% Terms as trees.

sub_term(X, X).
sub_term(X, T) :- compound(T), arg(_, T, A), sub_term(X, A).
occurrences_of_term(S, T, N) :- findall(x, ( sub_term(X, T), subsumes_term(S, X) ), L), length(L, N).
occurrences_of_var(V, T, N) :- findall(x, ( sub_term(X, T), X == V ), L), length(L, N).
subsumes_chk(G, S) :- subsumes_term(G, S).
subsumes(G, S) :- subsumes_term(G, S), G = S.
term_size(T, 0) :- \+ compound(T), \+ string(T), !.
term_size(T, N) :- ( compound(T) -> functor(T, _, A), T =.. [_|As], '$sizes'(As, 0, M), N is M + A + 1 ; string_length(T, L), N is L // 8 + 2 ).
'$sizes'([], N, N).
'$sizes'([A|As], N0, N) :- term_size(A, M), N1 is N0 + M, '$sizes'(As, N1, N).
mapargs(G, T1, T2) :- same_functor(T1, T2), T1 =.. [_|As], T2 =.. [_|Bs], maplist(G, As, Bs).
same_functor(T1, T2) :- same_functor(T1, T2, _, _).
same_functor(T1, T2, N, A) :- ( nonvar(T1) -> functor(T1, N, A), functor(T2, N, A) ; functor(T2, N, A), functor(T1, N, A) ).
mapsubterms(G, T0, T) :- ( call(G, T0, T1) -> T = T1 ; compound(T0) -> T0 =.. [F|As], '$map_all'(As, G, Bs), T =.. [F|Bs] ; T = T0 ).
'$map_all'([], _, []).
'$map_all'([A|As], G, [B|Bs]) :- mapsubterms(G, A, B), '$map_all'(As, G, Bs).
foldsubterms(G, T, S0, S) :- ( call(G, T, S0, S1) -> S = S1 ; compound(T) -> T =.. [_|As], '$fold_all'(As, G, S0, S) ; S = S0 ).
'$fold_all'([], _, S, S).
'$fold_all'([A|As], G, S0, S) :- foldsubterms(G, A, S0, S1), '$fold_all'(As, G, S1, S).
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
