% Delimited control and tabling.

call_continuation(Ks) :- '$call_continuation'(Ks).
shift_for_copy(Ball) :- shift(Ball).

% Tabling: a variant of a goal is evaluated once. Goals that depend on each other are evaluated again and again, from the one
% that was called first, until none of them has a new answer.
table(S) :- '$table'(S, user).
'$table'(S, _) :- var(S), !, throw(error(instantiation_error, _)).
'$table'((A, B), M) :- !, '$table'(A, M), '$table'(B, M).
'$table'([], _) :- !.
'$table'([H|T], M) :- !, '$table'(H, M), '$table'(T, M).
'$table'(M:S, _) :- !, '$table'(S, M).
'$table'(as(S, _), M) :- !, '$table'(S, M).
'$table'(N/A, M) :- !, '$tabled'(M, N, A, none).
'$table'(N//A, M) :- !, A2 is A + 2, '$table'(N/A2, M).
'$table'(Spec, M) :- callable(Spec), functor(Spec, N, A), Spec =.. [_|Modes0], '$table_modes'(Modes0, Modes), '$tabled'(M, N, A, Modes).
'$table_modes'(Ms0, Ms) :- '$modes'(Ms0, Ms1), ( '$plain_modes'(Ms1) -> Ms = none ; Ms = Ms1 ).
'$modes'([], []).
'$modes'([M|Ms], [index|Rs]) :- ( var(M) ; M == index ), !, '$modes'(Ms, Rs).
'$modes'([-|Ms], [first|Rs]) :- !, '$modes'(Ms, Rs).
'$modes'([lattice(P)|Ms], [lattice(N)|Rs]) :- !, ( P = N/_ -> true ; functor(P, N, _) ), '$modes'(Ms, Rs).
'$modes'([M|Ms], [M|Rs]) :- '$modes'(Ms, Rs).
'$plain_modes'([]).
'$plain_modes'([index|Ms]) :- '$plain_modes'(Ms).

'$tabled'(M, N, A, Modes) :-
    functor(Head, N, A), Head =.. [_|Args], atom_concat(N, ' tabled', N2), Implementation =.. [N2|Args],
    '$own'(M, N, A, K), '$add_clause'(M:(Head :- '$call_tabled'(M, Head, Implementation, Modes))), '$mark_tabled'(K, A).

% What a tabled predicate's only clause calls.
'$call_tabled'(M, Goal, Implementation, none) :- !,
    '$table_of'(M:Goal, Id, Status, Template),
    '$table_evaluate'(Status, Id, '$table_answer'(Id, Template, M:Implementation)),
    '$table_solution'(Id, Template).
'$call_tabled'(M, Goal, Implementation, Modes) :-
    Goal =.. [F|Args], '$split_modes'(Modes, Args, Indexed, Others, Kinds),
    Key =.. [F|Indexed], Implementation =.. [I|_],
    '$fresh_modes'(Modes, Args, Fresh, Vars), Fresh1 =.. [I|Fresh],
    '$table_of'(M:Key, Id, Status, Template),
    '$table_evaluate'(Status, Id, '$table_best'(Id, Kinds, Template, Vars, M:Fresh1)),
    '$table_solution'(Id, Template-Others).
'$split_modes'([], [], [], [], []).
'$split_modes'([index|Ms], [A|As], [A|Is], Os, Ks) :- !, '$split_modes'(Ms, As, Is, Os, Ks).
'$split_modes'([M|Ms], [A|As], Is, [A|Os], [M|Ks]) :- '$split_modes'(Ms, As, Is, Os, Ks).
% The moded arguments are computed, whatever the call has for them.
'$fresh_modes'([], [], [], []).
'$fresh_modes'([index|Ms], [A|As], [A|Fs], Os) :- !, '$fresh_modes'(Ms, As, Fs, Os).
'$fresh_modes'([_|Ms], [_|As], [O|Fs], [O|Os]) :- '$fresh_modes'(Ms, As, Fs, Os).

% Answers, those too that are added while they are read.
'$table_solution'(Id, T) :- '$table_answers'(Id, As), !, '$one_of'(As, T).
'$table_solution'(Id, T) :- '$table_solution_from'(0, Id, T).
'$table_solution_from'(I, Id, T) :- '$table_nth'(Id, I, A), ( T = A ; J is I + 1, '$table_solution_from'(J, Id, T) ).
'$table_evaluate'(complete, _, _).
'$table_evaluate'(active, _, _).
'$table_evaluate'(fresh, Id, Goal) :- '$table_push'(Id), catch('$table_rounds'(Id, Goal), E, ( '$table_abandon', throw(E) )).
'$table_rounds'(Id, Goal) :- repeat, '$table_round'(Id), '$table_run'(Goal), '$table_done'(Id), !.
'$table_run'(Goal) :- call(Goal), fail.
'$table_run'(_).
'$table_answer'(Id, Template, Implementation) :- call(Implementation), '$table_add'(Id, Template).
'$table_best'(Id, Kinds, Template, Others, Implementation) :-
    call(Implementation),
    ( '$table_best_of'(Id, Template, Old) -> '$better'(Kinds, Old, Others, New), New \== Old, '$table_replace'(Id, Template, New)
    ; '$table_replace'(Id, Template, Others) ).
'$better'([], [], [], []).
'$better'([K|Ks], [O|Os], [N|Ns], [B|Bs]) :- '$better_of'(K, O, N, B), '$better'(Ks, Os, Ns, Bs).
'$better_of'(min, O, N, B) :- ( N @< O -> B = N ; B = O ).
'$better_of'(max, O, N, B) :- ( N @> O -> B = N ; B = O ).
'$better_of'(sum, O, N, B) :- B is O + N.
'$better_of'(first, O, _, O).
'$better_of'(last, _, N, N).
'$better_of'(lattice(P), O, N, B) :- call(P, O, N, B).
abolish_all_tables :- '$table_forget'.
tnot(G) :- \+ call(G).
