% Queries that a user types.

'$query'(I) :- '$source_stream'(I, S), catch('$read'(S, T, Ns, _, _, _), E, true), close(S), '$query'(E, T, Ns).
'$query'(E, _, _) :- nonvar(E), !, '$query_failed'(E).
'$query'(_, T, _) :- T == end_of_file, !, '$answer'('', false).
'$query'(_, T, Ns) :- '$query_goal'(T, G), '$solve'(G, Ns).
'$query_goal'(T, G) :- ( nonvar(T), ( T = (?- G0) ; T = (:- G0) ) -> G1 = G0 ; G1 = T ), '$toplevel_module'(M), ( M == user -> G = G1 ; G = M:G1 ).
% Whether there may be another solution is seen by the choice points that the goal has left.
'$solve'(G, Ns) :- '$level'(Before), catch('$run_goal'(G), E, true), '$level'(After), ( nonvar(E) -> !, '$query_failed'(E) ; '$solved'(Ns, Before, After) ).
'$solve'(_, _) :- '$answer'('false.', false), fail.
% It fails as a query without an answer does.
'$query_failed'(E) :- print_message(error, E), '$answer'('', false), fail.
'$solved'(Ns, Before, After) :- '$answer_text'(Ns, T0), ( Before == After -> '$concat'(T0, '.', T, string), '$answer'(T, false) ; '$concat'(T0, ' ', T, string), '$answer'(T, true) ).
'$answer_text'(Ns, T) :- '$shown_bindings'(Ns, Shown), '$residual_goals'(Ns, Goals), '$both'(Shown, Goals, Parts), ( Parts == [] -> T = "true" ; '$names_for_unbound'(Ns, Names0), '$canonical_names'(Parts, Others), '$hidden_names'(Others, Names1), '$both'(Names0, Names1, Names), with_output_to(string(T), '$write_parts'(Parts, Names)) ).
'$both'([], Gs, Gs).
'$both'([B|Bs], Gs, [B|Ps]) :- '$both'(Bs, Gs, Ps).
% A variable that stands for itself alone is not shown; others that are the same variable are equal to the first.
'$shown_bindings'([], []).
'$shown_bindings'([N=V|Ns], Shown) :- ( sub_atom(N, 0, 1, _, '_') -> Shown = Shown1 ; var(V) -> '$same_variables'(Ns, V, N, Shown, Shown1) ; Shown = [N=V|Shown1] ), '$shown_bindings'(Ns, Shown1).
'$same_variables'([M=W|Ns], V, N, Shown, Shown1) :- ( W == V, \+ sub_atom(M, 0, 1, _, '_') -> Shown = ['$same'(N, M)|Shown1] ; '$same_variables'(Ns, V, N, Shown, Shown1) ).
'$same_variables'([], _, _, Shown, Shown).
'$residual_goals'(Ns, Goals) :- ( catch(copy_term(Ns, Ns1, Goals0), _, fail) -> Ns1 = Ns, Goals = Goals0 ; Goals = [] ).
'$names_for_unbound'([], []).
'$names_for_unbound'([N=V|Ns], Names) :- ( var(V), \+ sub_atom(N, 0, 1, _, '_') -> Names = [N=V|Names1] ; Names = Names1 ), '$names_for_unbound'(Ns, Names1).
% Variables without a name of the user's are `_`, or `_A` and so on if they occur more than once.
'$hidden_names'([], []).
'$hidden_names'([N=V|Ns], [M=V|Ms]) :- ( N == "_" -> M = N ; '$concat'('_', N, M, string) ), '$hidden_names'(Ns, Ms).
'$write_parts'([P|Ps], Names) :- '$write_part'(P, Names), ( Ps == [] -> true ; write(',\n'), '$write_parts'(Ps, Names) ).
'$write_part'('$same'(N, M), _) :- !, write(N), write(' = '), write(M).
'$write_part'(N=V, Names) :- atom(N), !, write(N), write(' = '), '$portrayed'(V, W, 37, F), '$write'('$output', W, F, 10, 699, Names).
'$write_part'(G, Names) :- '$portrayed'(G, W, 37, F), '$write'('$output', W, F, 10, 999, Names).
[F|Fs] :- consult([F|Fs]).
