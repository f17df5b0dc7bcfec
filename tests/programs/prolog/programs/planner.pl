% A planner for blocks: iterative deepening over STRIPS actions, with sets of facts.
:- use_module(library(ordsets)).
:- use_module(library(apply)).

action(pick(X), [clear(X), on_table(X), hand_empty], [holding(X)], [clear(X), on_table(X), hand_empty]).
action(put_down(X), [holding(X)], [clear(X), on_table(X), hand_empty], [holding(X)]).
action(unstack(X, Y), [on(X, Y), clear(X), hand_empty], [holding(X), clear(Y)], [on(X, Y), clear(X), hand_empty]).
action(stack(X, Y), [holding(X), clear(Y)], [on(X, Y), clear(X), hand_empty], [holding(X), clear(Y)]).

applicable(State, Action, Next) :-
    action(Action, Pre, Add, Del),
    all_in(Pre, State),
    list_to_ord_set(Add, AddS),
    list_to_ord_set(Del, DelS),
    ord_subtract(State, DelS, S1),
    ord_union(S1, AddS, Next).

all_in([], _).
all_in([P|Ps], State) :- member(P, State), all_in(Ps, State).

plan(Start, Goal, Plan) :-
    list_to_ord_set(Start, S0),
    length(Plan, Depth),
    ( Depth > 8 -> !, fail ; true ),
    search(Plan, S0, Goal, [S0]).

search([], State, Goal, _) :- all_in(Goal, State).
search([A|As], State, Goal, Seen) :-
    applicable(State, A, Next),
    \+ ord_memberchk(Next, Seen),
    ord_add_element(Seen, Next, Seen1),
    search(As, Next, Goal, Seen1).

problem(sussman,
    [on(c, a), on_table(a), on_table(b), clear(c), clear(b), hand_empty],
    [on(a, b), on(b, c)]).
problem(swap,
    [on(a, b), on_table(b), clear(a), hand_empty],
    [on(b, a)]).
problem(impossible,
    [on_table(a), clear(a), hand_empty],
    [on(a, a)]).

show_plan(Name) :-
    problem(Name, Start, Goal),
    format("~w:~n", [Name]),
    (   plan(Start, Goal, Plan)
    ->  forall(nth1(I, Plan, A), format("~t~d~4|. ~w~n", [I, A])),
        foldl([A, S, S2]>>applicable_ground(S, A, S2), Plan, Start, End),
        msort(End, Sorted),
        print(Sorted), nl
    ;   format("  no plan~n")
    ).
applicable_ground(S, A, S2) :- list_to_ord_set(S, O), applicable(O, A, S2), !.

:- initialization((forall(problem(N, _, _), show_plan(N)))).
% expect: sussman:
% expect:    1. unstack(c,a)
% expect:    2. put_down(c)
% expect:    3. pick(b)
% expect:    4. stack(b,c)
% expect:    5. pick(a)
% expect:    6. stack(a,b)
% expect: [hand_empty,clear(a),on_table(c),on(a,b),on(b,c)]
% expect: swap:
% expect:    1. unstack(a,b)
% expect:    2. put_down(a)
% expect:    3. pick(b)
% expect:    4. stack(b,a)
% expect: [hand_empty,clear(b),on_table(a),on(b,a)]
% expect: impossible:
% expect:   no plan
