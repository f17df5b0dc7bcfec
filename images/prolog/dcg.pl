% Grammars.

dcg_translate_rule((H --> B), C) :- '$rule'(H, B, C).
'$rule'(H, _, _) :- var(H), !, throw(error(instantiation_error, _)).
'$rule'((H, P), B, (H1 :- B1, B2)) :- !, '$nonterminal'(H, S0, S, H1), '$dcg'(B, S0, S1, B1), '$dcg'(P, S, S1, B2).
'$rule'(H, B, (H1 :- B1)) :- '$nonterminal'(H, S0, S, H1), '$dcg'(B, S0, S, B1).
'$nonterminal'(M:H, S0, S, M:H1) :- !, '$nonterminal'(H, S0, S, H1).
'$nonterminal'(H, _, _, _) :- \+ callable(H), !, throw(error(type_error(callable, H), _)).
'$nonterminal'(M:H, S0, S, M:H1) :- nonvar(H), !, '$nonterminal'(H, S0, S, H1).
'$nonterminal'(H, S0, S, H1) :- H =.. L0, append(L0, [S0, S], L1), H1 =.. L1.
'$dcg'(B, S0, S, phrase(B, S0, S)) :- var(B), !.
'$dcg'((A, B), S0, S, (A1, B1)) :- !, '$dcg'(A, S0, S1, A1), '$dcg'(B, S1, S, B1).
'$dcg'((A ; B), S0, S, (A1 ; B1)) :- !, '$dcg'(A, S0, S, A1), '$dcg'(B, S0, S, B1).
'$dcg'('|'(A, B), S0, S, (A1 ; B1)) :- !, '$dcg'(A, S0, S, A1), '$dcg'(B, S0, S, B1).
'$dcg'((A -> B), S0, S, (A1 -> B1)) :- !, '$dcg'(A, S0, S1, A1), '$dcg'(B, S1, S, B1).
'$dcg'((A *-> B), S0, S, (A1 *-> B1)) :- !, '$dcg'(A, S0, S1, A1), '$dcg'(B, S1, S, B1).
'$dcg'(\+ A, S0, S, (\+ A1, S = S0)) :- !, '$dcg'(A, S0, _, A1).
'$dcg'({}, S, S, true) :- !.
'$dcg'({G}, S0, S, (G, S = S0)) :- !.
'$dcg'(!, S0, S, (!, S = S0)) :- !.
'$dcg'([], S0, S, S0 = S) :- !.
'$dcg'(L, S0, S, G) :- is_list(L), !, '$terminals'(L, S0, S, G).
'$dcg'(T, S0, S, G) :- string(T), !, string_codes(T, L), '$terminals'(L, S0, S, G).
'$dcg'(M:B, S0, S, M:G) :- !, '$dcg'(B, S0, S, G).
'$dcg'(call(G), S0, S, call(G, S0, S)) :- !.
'$dcg'(call(G, A), S0, S, call(G, A, S0, S)) :- !.
'$dcg'(call(G, A, B), S0, S, call(G, A, B, S0, S)) :- !.
'$dcg'(N, S0, S, G) :- '$nonterminal'(N, S0, S, G).
'$terminals'(L, S0, S, S0 = T) :- ( string(L) -> string_codes(L, L1) ; L1 = L ), append(L1, S, T).
call_dcg(G, S0, S) :- ( var(G) -> throw(error(instantiation_error, _)) ; '$dcg'(G, S1, S2, B), S1 = S0, S2 = S, call(B) ).
phrase(G, L) :- phrase(G, L, []).
phrase(G, _, _) :- var(G), !, throw(error(instantiation_error, _)).
phrase(G, L, R) :- strip_module(G, _, _), ( callable(G) -> true ; string(G) -> true ; throw(error(type_error(callable, G), _)) ), '$partial_list'(L), '$partial_list'(R), '$dcg'(G, S0, S, B), S0 = L, S = R, call(B).
