% Attributed variables, and what is made of them: freeze/2, dif/2, when/2.
%
% A variable's attributes are a term att(Module, Value, More) or []. When it is bound, '$wakeup'/2 runs before the next goal.

attvar(X) :- '$attributes'(X, _).
get_attrs(X, As) :- '$attributes'(X, As).
put_attrs(X, As) :- '$set_attributes'(X, As).
get_attr(X, M, V) :- '$attributes'(X, As), '$attribute'(As, M, V0), V = V0.
'$attribute'(att(M0, V0, As), M, V) :- ( M0 == M -> V = V0 ; '$attribute'(As, M, V) ).
put_attr(X, M, V) :- var(X), !,
    ( '$attributes'(X, As0) -> true ; As0 = [] ),
    '$put_attribute'(As0, M, V, As), '$set_attributes'(X, As).
put_attr(X, _, _) :- throw(error(uninstantiation_error(X), context(put_attr/3, _))).
'$put_attribute'([], M, V, att(M, V, [])).
'$put_attribute'(att(M0, V0, As0), M, V, As) :-
    ( M0 == M -> As = att(M, V, As0) ; As = att(M0, V0, As1), '$put_attribute'(As0, M, V, As1) ).
del_attr(X, M) :- '$attributes'(X, As0), '$delete_attribute'(As0, M, As), !, '$set_attributes'(X, As).
del_attr(_, _).
'$delete_attribute'(att(M0, V0, As0), M, As) :-
    ( M0 == M -> As = As0 ; As = att(M0, V0, As1), '$delete_attribute'(As0, M, As1) ).
del_attrs(X) :- ( '$attributes'(X, _) -> '$set_attributes'(X, []) ; true ).
term_attvars(T, Vs) :- term_variables(T, Vs0), '$attributed'(Vs0, Vs).
'$attributed'([], []).
'$attributed'([V|Vs], R) :- ( '$attributes'(V, As), As \== [] -> R = [V|R1] ; R = R1 ), '$attributed'(Vs, R1).

'$wakeup'([], _).
'$wakeup'(att(M, A, As), Value) :- '$hook'(M, A, Value), '$wakeup'(As, Value).
'$hook'(freeze, G, Value) :- !, '$unfreeze'(Value, G).
'$hook'(dif, Pairs, Value) :- !, '$redif'(Value, Pairs).
'$hook'(M, A, Value) :- call(M:attr_unify_hook(A, Value)).

freeze(X, G) :- var(X), !, '$suspend'(X, G).
freeze(_, G) :- call(G).
'$suspend'(X, G) :- ( get_attr(X, freeze, G0) -> put_attr(X, freeze, '$and'(G0, G)) ; put_attr(X, freeze, G) ).
'$unfreeze'(X, G) :- var(X), !, '$aliased'(G, X).
'$unfreeze'(_, G) :- '$thaw'(G).
% Two variables have become one: that may decide whether terms are equal; other goals go on waiting.
'$aliased'('$and'(A, B), X) :- !, '$aliased'(A, X), '$aliased'(B, X).
'$aliased'('$when_again'(Done, C, G), _) :- !, '$when_again'(Done, C, G).
'$aliased'(G, X) :- '$suspend'(X, G).
'$thaw'('$and'(A, B)) :- !, '$thaw'(A), '$thaw'(B).
'$thaw'(G) :- call(G).
frozen(X, G) :- term_variables(X, Vs), '$frozen'(Vs, true, G).
'$frozen'([], G, G).
'$frozen'([V|Vs], G0, G) :-
    ( get_attr(V, freeze, F) -> '$frozen_goals'(F, V, G1), '$conjoin'(G0, G1, G2) ; G2 = G0 ), '$frozen'(Vs, G2, G).
'$frozen_goals'('$and'(A, B), V, (G, H)) :- !, '$frozen_goals'(A, V, G), '$frozen_goals'(B, V, H).
'$frozen_goals'(G, V, freeze(V, M:P)) :- strip_module(G, M, P).
'$conjoin'(true, G, G) :- !.
'$conjoin'(G, H, (G, H)).

dif(X, Y) :- unifiable(X, Y, Us), !, Us \== [], '$dif_on'(Us, X, Y).
dif(_, _).
'$dif_on'([], _, _).
'$dif_on'([V=W|Us], X, Y) :- '$add_dif'(V, X, Y), ( var(W) -> '$add_dif'(W, X, Y) ; true ), '$dif_on'(Us, X, Y).
'$add_dif'(V, X, Y) :- ( get_attr(V, dif, Ps) -> true ; Ps = [] ), put_attr(V, dif, [X-Y|Ps]).
'$redif'(Value, Ps) :- var(Value), get_attr(Value, dif, Ps0), !, append(Ps0, Ps, Ps1), put_attr(Value, dif, Ps1), '$dif_all'(Ps).
'$redif'(Value, Ps) :- var(Value), !, put_attr(Value, dif, Ps), '$dif_all'(Ps).
'$redif'(_, Ps) :- '$dif_all'(Ps).
'$dif_all'([]).
'$dif_all'([X-Y|Ps]) :- ( unifiable(X, Y, Us) -> Us \== [], '$still_watched'(Us, X, Y) ; true ), '$dif_all'(Ps).
'$still_watched'(Us, X, Y) :- '$watched'(Us, X, Y), !.
'$still_watched'(Us, X, Y) :- '$dif_on'(Us, X, Y).
'$watched'([V=_|_], X, Y) :- get_attr(V, dif, Ps), '$has_pair'(Ps, X, Y).
'$has_pair'([A-B|Ps], X, Y) :- ( A == X, B == Y -> true ; '$has_pair'(Ps, X, Y) ).

when(C, _) :- var(C), !, throw(error(instantiation_error, _)).
when(C, G) :- '$when'(C, G).
'$when'(nonvar(X), G) :- !, ( nonvar(X) -> call(G) ; '$suspend'(X, when(nonvar(X), G)) ).
'$when'(ground(X), G) :- !, term_variables(X, Vs), ( Vs = [V|_] -> '$suspend'(V, when(ground(X), G)) ; call(G) ).
'$when'(?=(X, Y), G) :- !,
    ( unifiable(X, Y, Us) -> ( Us == [] -> call(G) ; '$when_any'(Us, _, ?=(X, Y), G) ) ; call(G) ).
'$when'((A, B), G) :- !, when(A, when(B, G)).
'$when'((A ; B), G) :- !, when(A, '$once_when'(Done, G)), when(B, '$once_when'(Done, G)).
'$when'(C, _) :- throw(error(domain_error(when_condition, C), _)).
'$when_any'([], _, _, _).
'$when_any'([V=W|Us], Done, C, G) :-
    '$suspend'(V, '$when_again'(Done, C, G)),
    ( var(W) -> '$suspend'(W, '$when_again'(Done, C, G)) ; true ),
    '$when_any'(Us, Done, C, G).
'$when_again'(Done, C, G) :- ( Done == true -> true ; Done = true, when(C, G) ).
'$once_when'(Done, G) :- ( Done == true -> true ; Done = true, call(G) ).

copy_term(T, C, Gs) :- term_attvars(T, Vs), '$residual'(Vs, Gs0), copy_term_nat(T-Gs0, C-Gs).
'$residual'([], []).
'$residual'([V|Vs], Gs) :- '$attributes'(V, As), '$residual_of'(As, V, Gs, Gs1), '$residual'(Vs, Gs1).
'$residual_of'([], _, Gs, Gs).
'$residual_of'(att(M, A, As), V, Gs, Gs2) :- '$residual_goal'(M, A, V, Gs, Gs1), '$residual_of'(As, V, Gs1, Gs2).
'$residual_goal'(freeze, F, V, [G|Gs], Gs) :- !, '$frozen_goals'(F, V, G).
'$residual_goal'(dif, Ps, _, Gs, Gs1) :- !, '$dif_goals'(Ps, Gs, Gs1).
'$residual_goal'(M, _, V, Gs, Gs1) :-
    '$definition'(M, attribute_goals, 3, K), '$defined'(K, 3), !, call(M:attribute_goals(V, Gs, Gs1)).
'$residual_goal'(M, A, V, [put_attr(V, M, A)|Gs], Gs).
'$dif_goals'([], Gs, Gs).
'$dif_goals'([X-Y|Ps], [dif(X, Y)|Gs], Gs1) :- '$dif_goals'(Ps, Gs, Gs1).
