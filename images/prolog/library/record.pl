:- module(record, [op(1150, fx, record), (record)/1, current_record/2, current_record_predicate/2]).
% Terms with named arguments: `:- record point(x:integer = 0, y:integer = 0)` defines default_point/1, is_point/1, make_point/2,3, point_x/2,
% point_data/3, set_x_of_point/3, set_point_field/3, set_point_fields/3,4.
record(Spec) :- strip_module(Spec, M, S), define_all(S, M).
define_all(S, _) :- var(S), !, throw(error(instantiation_error, _)).
define_all((A, B), M) :- !, define_all(A, M), define_all(B, M).
define_all(S, M) :-
    S =.. [C|Fs], fields(Fs, Ns, Ts, Ds), length(Ns, N), dynamic((record):known/2), assertz((record):known(C, M:S)),
    D =.. [C|Ds], joined([default_, C], Default), clause_of(M, Default, [D], true),
    functor(P, C, N), P =.. [_|As], tests(As, Ts, Tests), joined([is_, C], Is), H =.. [Is, V], '$add_clause'(M:(H :- nonvar(V), V = P, Tests)),
    joined([make_, C], Make), joined([set_, C, '_fields'], Sets), joined([set_, C, '_field'], Set),
    A0 =.. [Default, R0], A1 =.. [Sets, L, R0, R], clause_of(M, Make, [L, R], (A0, A1)),
    A2 =.. [Sets, L, R0, R, Rest], clause_of(M, Make, [L, R, Rest], (A0, A2)),
    clause_of(M, Sets, [L, R0, R], (record):set_all(L, Ns, Ts, R0, R, [])), clause_of(M, Sets, [L, R0, R, Rest], (record):set_all(L, Ns, Ts, R0, R, Rest)),
    clause_of(M, Set, [F, R0, R], (record):set_all([F], Ns, Ts, R0, R, [])),
    each_field(Ns, Ts, 1, C, N, M).
clause_of(M, F, As, B) :- H =.. [F|As], '$add_clause'(M:(H :- B)).
joined(Parts, A) :- atomic_list_concat(Parts, A).
fields([], [], [], []).
fields([F|Fs], [N|Ns], [T|Ts], [D|Ds]) :- ( F = (N0 = D0) -> D = D0 ; N0 = F ), ( N0 = N1:T0 -> N = N1, T = T0 ; N = N0, T = any ), fields(Fs, Ns, Ts, Ds).
tests([], [], true).
tests([A|As], [T|Ts], G) :- ( T == any -> G = G1 ; G = (is_of_type(T, A), G1) ), tests(As, Ts, G1).
each_field([], [], _, _, _, _).
each_field([F|Fs], [T|Ts], I, C, N, M) :-
    functor(P, C, N), arg(I, P, A), joined([C, '_', F], Get), clause_of(M, Get, [P, A], true),
    joined([C, '_data'], Data), clause_of(M, Data, [F, P, A], true),
    functor(Q, C, N), P =.. [_|As], Q =.. [_|Bs], others_same(As, Bs, 1, I), arg(I, Q, B),
    joined([set_, F, '_of_', C], Set), ( T == any -> Check = true ; Check = must_be(T, B) ), clause_of(M, Set, [B, P, Q], Check),
    J is I + 1, each_field(Fs, Ts, J, C, N, M).
others_same([], [], _, _).
others_same([A|As], [B|Bs], I, J) :- ( I =:= J -> true ; A = B ), K is I + 1, others_same(As, Bs, K, J).
set_all([], _, _, R, R, []).
set_all([F|Fs], Ns, Ts, R0, R, Rest) :-
    F =.. [N, V],
    ( nth1(I, Ns, N) -> nth1(I, Ts, T), ( T == any -> true ; must_be(T, V) ), R0 =.. [C|As], replaced(As, 1, I, V, Bs), R1 =.. [C|Bs], Rest = Rest1 ; R1 = R0, Rest = [F|Rest1] ),
    set_all(Fs, Ns, Ts, R1, R, Rest1).
replaced([A|As], I, J, V, [B|Bs]) :- ( I =:= J -> B = V, Bs = As ; B = A, K is I + 1, replaced(As, K, J, V, Bs) ).
current_record(C, S) :- known(C, S).
current_record_predicate(C, M:P) :- known(C, M:_), member(P, [F/2]), joined([make_, C], F).
