:- module(chr, [op(1180, xfx, ==>), op(1180, xfx, <=>), op(1150, fx, constraints), op(1150, fx, chr_constraint), op(1150, fx, chr_type), op(1130, xfx, --->), op(1100, xfx, \), op(1200, xfx, @), op(1190, xfx, pragma), op(500, yfx, #), op(500, fx, ?),
    (chr_constraint)/1, (constraints)/1, (chr_type)/1, chr_option/2, chr_trace/0, chr_notrace/0, chr_leash/1, chr_show_store/1, find_chr_constraint/1, current_chr_constraint/1, current_chr_constraint/2]).
% Constraint handling rules. A declaration defines the constraints as predicates; each rule behind it becomes clauses of occurrence/6, one for each
% constraint of its head, in the order in which an active constraint tries them: the removed ones of a rule first.
%
% A constraint in the store is s(Number, Constraint, Dead): Dead is bound when it is removed, so backtracking brings it back. The store is a global
% variable for each kind of constraint, a list, newest first. Variables in constraints have their suspensions as attribute: binding them has these try again.

chr_constraint(Spec) :- strip_module(Spec, M, S), declare_constraints(S, M), begin_rules(M).
constraints(Spec) :- strip_module(Spec, M, S), chr_constraint(M:S).
chr_type(_).
chr_option(_, _).
chr_trace.
chr_notrace.
chr_leash(_).

declare_constraints(S, _) :- var(S), !, throw(error(instantiation_error, _)).
declare_constraints((A, B), M) :- !, declare_constraints(A, M), declare_constraints(B, M).
declare_constraints([], _) :- !.
declare_constraints([S|Ss], M) :- !, declare_constraints(S, M), declare_constraints(Ss, M).
declare_constraints(N/A, M) :- !, declare_constraint(M, N, A).
declare_constraints(C, M) :- functor(C, N, A), declare_constraint(M, N, A).
declare_constraint(M, N, A) :-
    constraint_key(M, N, A, K), dynamic(chr:constraint/4),
    ( constraint(M, N, A, K) -> true ; assertz(chr:constraint(M, N, A, K)) ), nb_setval(K, []),
    functor(C, N, A), '$add_clause'(M:(C :- chr:tell(K, C))).
constraint_key(M, N, A, K) :- atomic_list_concat(['$chr ', M, ':', N, /, A], K).
begin_rules(M) :-
    dynamic(chr:rules_of/1), dynamic(chr:occurrence/6), dynamic(chr:occurrences/2), dynamic(chr:rule_count/1),
    ( rules_of(M) -> true ; assertz(chr:rules_of(M)) ),
    ( rule_count(_) -> true ; assertz(chr:rule_count(0)), nb_setval('$chr_history', t), nb_setval('$chr_number', 0), assertz((system:term_expansion(T, []) :- chr:take_rule(T))) ).

% A rule is taken as one only in a module with constraints.
take_rule(T) :- nonvar(T), is_rule(T), '$current_module'(M), rules_of(M), !, add_rule(T, M).
is_rule(_ @ R) :- !, nonvar(R), is_rule(R).
is_rule(R pragma _) :- !, nonvar(R), is_rule(R).
is_rule(_ <=> _).
is_rule(_ ==> _).
add_rule(_ @ R, M) :- !, add_rule(R, M).
add_rule(R pragma P, M) :- !, passive(P, Ids), add_rule(R, M, Ids).
add_rule(R, M) :- add_rule(R, M, []).
passive((A, B), Ids) :- !, passive(A, Is), passive(B, Js), append(Is, Js, Ids).
passive(passive(Id), [Id]) :- !.
passive(_, []).
add_rule(R, M, Passive) :-
    rule_parts(R, Kept, Removed, Guard, Body),
    retract(chr:rule_count(N0)), N is N0 + 1, assertz(chr:rule_count(N)),
    head_constraints(Removed, M, removed, Rs, []), head_constraints(Kept, M, kept, Ks, []), append(Rs, Ks, Heads),
    ( Rs == [] -> Kind = propagation ; Kind = other ),
    forall(( append(Before, [h(How, K, C, Id)|Behind], Heads), \+ is_passive(Passive, Id) ), ( append(Before, Behind, Partners), length(Before, Position), add_occurrence(h(How, K, C, Id), Partners, Position, N, Kind, Guard, Body, M) )).
is_passive(Ids, Id) :- member(I, Ids), I == Id, !.
rule_parts(H <=> B0, Kept, Removed, Guard, Body) :- !, ( nonvar(H), H = (Kept0 \ Removed0) -> Kept = Kept0, Removed = Removed0 ; Kept = true, Removed = H ), guarded(B0, Guard, Body).
rule_parts(H ==> B0, H, true, Guard, Body) :- guarded(B0, Guard, Body).
guarded(B, G, R) :- ( nonvar(B), ( B = (G0 | R0) ; B = '|'(G0, R0) ) -> G = G0, R = R0 ; G = true, R = B ).
head_constraints(T, _, _, Hs, Hs) :- T == true, !.
head_constraints((A, B), M, How, Hs, Hs2) :- !, head_constraints(A, M, How, Hs, Hs1), head_constraints(B, M, How, Hs1, Hs2).
head_constraints(C0, M, How, [h(How, K, C, Id)|Hs], Hs) :-
    ( C0 = C # Id -> true ; C = C0 ), functor(C, N, A),
    ( constraint(M, N, A, K) -> true ; throw(error(existence_error(chr_constraint, N/A), _)) ).

% occurrence(Key, Number, Constraint, Suspension, Suspensions to remove, Goal): one clause of it. What has been seen of the head's variables is kept as the
% code is made: a variable is its argument where it occurs first, and must be identical to it elsewhere.
add_occurrence(h(How, K, C, _), Partners, Position, N, Kind, Guard, Body, M) :-
    copy_term_nat(r(C, Partners, Guard, Body), r(C1, Partners1, Guard1, Body1)),
    C1 =.. [F|Ps], match_all(Ps, As, [], Seen, Gs, Gs1), A =.. [F|As],
    S = s(Id, A, _),
    partners(Partners1, [o(K, Id)], Os, Seen, Gs1, Gs2, Removed0),
    ( How == removed -> Removed = [S|Removed0] ; Removed = Removed0 ),
    ( Kind == propagation -> numbers_in_order(Os, Position, Ids), Gs2 = [is_new(Entry)|Gs3], Entry = fired(N, Ids), Goal = chr:once_for(Entry, M:Body1) ; Gs3 = Gs2, Goal = M:Body1 ),
    ( Guard1 == true -> Gs3 = [] ; Gs3 = [M:Guard1] ),
    ( retract(chr:occurrences(K, I0)) -> I is I0 + 1 ; I = 1 ), assertz(chr:occurrences(K, I)),
    conjunction(Gs, G), assertz(chr:(occurrence(K, I, A, S, Removed, Goal) :- G)).
conjunction([], true).
conjunction([G|Gs], C) :- ( Gs == [] -> C = G ; C = (G, C1), conjunction(Gs, C1) ).
% The constraints of the head in its order, by number: the active one stands behind so many of its partners.
numbers_in_order([o(_, Id)|Os], Position, Ids) :- numbers_of(Os, Is), length(Before, Position), append(Before, Behind, Is), append(Before, [Id|Behind], Ids).
numbers_of([], []).
numbers_of([o(_, I)|Os], [I|Is]) :- numbers_of(Os, Is).
partners([], Os, Os, _, Gs, Gs, []).
partners([h(How, K, C, _)|Hs], Os0, Os, Seen0, [in_store(K, S)|Gs], Gs2, Removed) :-
    C =.. [F|Ps], match_all(Ps, As, Seen0, Seen, Gs1, Gs1b), A =.. [F|As], S = s(Id, A, _),
    distinct(Os0, K, Id, Gs, Gs1),
    ( How == removed -> Removed = [S|Removed1] ; Removed = Removed1 ),
    append(Os0, [o(K, Id)], Os1), partners(Hs, Os1, Os, Seen, Gs1b, Gs2, Removed1).
distinct([], _, _, Gs, Gs).
distinct([o(K0, I)|Os], K, Id, Gs, Gs2) :- ( K0 == K -> Gs = [Id =\= I|Gs1] ; Gs = Gs1 ), distinct(Os, K, Id, Gs1, Gs2).
match_all([], [], Seen, Seen, Gs, Gs).
match_all([P|Ps], [A|As], Seen0, Seen, Gs, Gs2) :- match(P, A, Seen0, Seen1, Gs, Gs1), match_all(Ps, As, Seen1, Seen, Gs1, Gs2).
match(P, A, Seen, Seen, [P == A|Gs], Gs) :- var(P), has_seen(Seen, P), !.
match(P, P, Seen, [P|Seen], Gs, Gs) :- var(P), !.
match(P, A, Seen, Seen, [A == P|Gs], Gs) :- \+ compound(P), !.
match(P, A, Seen0, Seen, [nonvar(A), A = T|Gs], Gs1) :- P =.. [F|Ps], match_all(Ps, As, Seen0, Seen, Gs, Gs1), T =.. [F|As].
has_seen([V|Vs], P) :- ( V == P -> true ; has_seen(Vs, P) ).

% Running.
tell(K, C) :-
    b_getval('$chr_number', N0), N is N0 + 1, b_setval('$chr_number', N), S = s(N, C, _),
    b_getval(K, L0), without_dead(L0, L), b_setval(K, [S|L]),
    term_variables(C, Vs), attach(Vs, S), run(K, C, S).
without_dead([s(_, _, Dead)|L0], L) :- nonvar(Dead), !, without_dead(L0, L).
without_dead(L, L).
attach([], _).
attach([V|Vs], S) :- ( get_attr(V, chr, Ss) -> put_attr(V, chr, [S|Ss]) ; put_attr(V, chr, [S]) ), attach(Vs, S).
% The occurrences in turn; one whose constraint is kept is tried until it finds nothing.
run(K, C, S) :- ( occurrences(K, Last) -> run_occurrences(1, Last, K, C, S) ; true ).
run_occurrences(I, Last, _, _, _) :- I > Last, !.
run_occurrences(I, Last, K, C, S) :-
    S = s(_, _, Dead),
    ( nonvar(Dead) -> true
    ; occurrence(K, I, C, S, Removed, Goal) -> remove(Removed), call(Goal), run_occurrences(I, Last, K, C, S)
    ; J is I + 1, run_occurrences(J, Last, K, C, S) ).
remove([]).
remove([s(_, _, dead)|Ss]) :- remove(Ss).
in_store(K, S) :- b_getval(K, L), S = s(_, _, Dead), member(S, L), var(Dead).
is_new(Entry) :- b_getval('$chr_history', T), \+ get_assoc(Entry, T, _).
once_for(Entry, Goal) :- b_getval('$chr_history', T0), put_assoc(Entry, T0, true, T), b_setval('$chr_history', T), call(Goal).
attr_unify_hook(Ss, Other) :-
    ( var(Other) -> ( get_attr(Other, chr, Ss1) -> append(Ss, Ss1, Ss2) ; Ss2 = Ss ), put_attr(Other, chr, Ss2) ; term_variables(Other, Vs), attach_all(Ss, Vs) ),
    run_again(Ss).
attach_all([], _).
attach_all([S|Ss], Vs) :- attach(Vs, S), attach_all(Ss, Vs).
run_again([]).
run_again([S|Ss]) :- S = s(_, C, Dead), ( var(Dead), functor(C, N, A), constraint(_, N, A, K), b_getval(K, L), same_member(L, S) -> run(K, C, S) ; true ), run_again(Ss).
same_member([s(I, _, _)|L], S) :- ( S = s(J, _, _), I =:= J -> true ; same_member(L, S) ).
attribute_goals(_) --> [].

% What is in the store.
current_chr_constraint(C) :- strip_module(C, M, D), current_chr_constraint(M, D).
current_chr_constraint(M, C) :- constraint(M, N, A, K), functor(P, N, A), \+ P \= C, b_getval(K, L0), reverse(L0, L), member(s(_, C, Dead), L), var(Dead).
find_chr_constraint(C) :- constraint(_, N, A, K), functor(P, N, A), \+ P \= C, b_getval(K, L), member(s(_, C, Dead), L), var(Dead).
chr_show_store(M) :- forall(( constraint(M, _, _, K), b_getval(K, L0), member(s(_, C, Dead), L0), var(Dead) ), ( print(C), nl )).
