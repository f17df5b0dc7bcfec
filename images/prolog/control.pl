% Control: bodies that are terms, and what is defined by them.

'$body'(B) :- '$level'(L), '$body'(B, L).

'$body'((A, B), L) :- !, '$body'(A, L), '$body'(B, L).
'$body'(!, L) :- !, '$cut'(L).
'$body'((A ; B), L) :- !, '$or'(A, B, L).
'$body'('|'(A, B), L) :- !, '$or'(A, B, L).
'$body'((A -> B), L) :- !, ( '$body'(A) -> '$body'(B, L) ).
'$body'((A *-> B), L) :- !, '$body'(A), '$body'(B, L).
'$body'(\+ A, _) :- !, \+ '$body'(A).
'$body'(G, _) :- call(G).

'$or'((A -> B), C, L) :- !, ( '$body'(A) -> '$body'(B, L) ; '$body'(C, L) ).
'$or'((A *-> B), C, L) :- !, ( '$body'(A) *-> '$body'(B, L) ; '$body'(C, L) ).
'$or'(A, _, L) :- '$body'(A, L).
'$or'(_, B, L) :- '$body'(B, L).

true.
otherwise.
fail :- fail.
false :- fail.
! .
(A , B) :- '$body'((A , B)).
(A ; B) :- '$body'((A ; B)).
(A -> B) :- '$body'((A -> B)).
(A *-> B) :- '$body'((A *-> B)).
\+ A :- \+ call(A).
M:G :- '$must_be'(atom, M), call(M:G).

X = X.
X == Y :- X == Y.
X \== Y :- X \== Y.
X is Y :- X is Y.
X < Y :- X < Y.
X > Y :- X > Y.
X =< Y :- X =< Y.
X >= Y :- X >= Y.
X =:= Y :- X =:= Y.
X =\= Y :- X =\= Y.
var(X) :- var(X).
nonvar(X) :- nonvar(X).
atom(X) :- atom(X).
integer(X) :- integer(X).
number(X) :- number(X).
float(X) :- float(X).
atomic(X) :- atomic(X).
compound(X) :- compound(X).
callable(X) :- callable(X).
is_list(X) :- is_list(X).
string(X) :- string(X).
rational(X) :- number(X), \+ float(X).
blob(_, _) :- fail.

once(G) :- call(G), !.
ignore(G) :- call(G), !.
ignore(_).
cyclic_term(T) :- \+ acyclic_term(T).
not(G) :- \+ call(G).
apply(G, Args) :- G =.. L0, append(L0, Args, L1), G1 =.. L1, call(G1).
halt :- halt(0).
halt(N) :- ( integer(N) -> '$run_at_halt' ; true ), '$exit'(N).
% What waits for the end is run once, though one of the goals should end the program itself.
at_halt(G) :- '$at_halt'(Gs), nb_setval('$at_halt', [G|Gs]).
'$at_halt'(Gs) :- ( catch(nb_getval('$at_halt', Gs0), _, fail) -> Gs = Gs0 ; Gs = [] ).
'$run_at_halt' :- '$at_halt'(Gs0), ( Gs0 == [] -> true ; nb_setval('$at_halt', []), reverse(Gs0, Gs), forall(member(G, Gs), catch(ignore(G), E, print_message(error, E))) ).
forall(C, A) :- \+ (call(C), \+ call(A)).
repeat.
repeat :- repeat.
undo(G) :- '$must_be_callable'(G), '$undo'(G).

between(L, H, X) :- '$integer_bound'(L), '$upper_bound'(H), '$between'(L, H, X).
'$between'(L, H, X) :- integer(X), !, X >= L, ( H == inf -> true ; H == infinite -> true ; X =< H ).
'$between'(L, H, X) :- var(X), !, '$from'(H, L, X).
'$between'(_, _, X) :- throw(error(type_error(integer, X), _)).
'$from'(inf, L, X) :- !, '$count'(L, X).
'$from'(infinite, L, X) :- !, '$count'(L, X).
'$from'(H, L, X) :- L =< H, '$up'(L, H, X).
'$up'(H, H, X) :- !, X = H.
'$up'(L, _, L).
'$up'(L, H, X) :- L1 is L + 1, '$up'(L1, H, X).
'$count'(L, L).
'$count'(L, X) :- L1 is L + 1, '$count'(L1, X).
'$integer_bound'(X) :- integer(X), !.
'$integer_bound'(X) :- var(X), !, throw(error(instantiation_error, _)).
'$integer_bound'(X) :- throw(error(type_error(integer, X), _)).
'$upper_bound'(X) :- X == inf, !.
'$upper_bound'(X) :- X == infinite, !.
'$upper_bound'(X) :- '$integer_bound'(X).

setup_call_cleanup(S, G, C) :- once(S), '$must_be_callable'(C), '$call_cleanup'(G, C).
call_cleanup(G, C) :- setup_call_cleanup(true, G, C).
'$cleanup'(true) :- !.
'$cleanup'(C) :- ignore(C).
'$cleanup_fail'(C) :- '$cleanup'(C), fail.

% Goals that wait because a variable has been bound, or because a cut has dropped a choice point with a cleanup.
'$awake'(_) :- '$waiting'(Gs), catch('$run_all'(Gs), E, '$raise_later'(E)).
'$run_all'([]).
'$run_all'([G|Gs]) :- call(G), '$run_all'(Gs).

arg(N, T, A) :- var(T), !, throw(error(instantiation_error, _)), arg(N, T, A).
arg(N, T, A) :- \+ compound(T), !, throw(error(type_error(compound, T), _)), arg(N, T, A).
arg(N, T, A) :- integer(N), !, ( N < 0 -> throw(error(domain_error(not_less_than_zero, N), _)) ; '$arg'(N, T, A) ).
arg(N, T, A) :- var(N), !, functor(T, _, M), '$between'(1, M, N), '$arg'(N, T, A).
arg(N, _, _) :- throw(error(type_error(integer, N), _)).

statistics(K, [T, 0]) :- '$cputime'(S), '$milliseconds'(K), !, T is truncate(S * 1000).
statistics(cputime, S) :- '$cputime'(S).
statistics(inferences, N) :- '$inferences'(N, _, _).
'$milliseconds'(runtime).
'$milliseconds'(cputime_ms).
'$milliseconds'(process_cputime).
'$milliseconds'(walltime).
'$milliseconds'(real_time).
get_time(T) :- '$walltime'(T).
garbage_collect.
set_random(seed(S)) :- ( integer(S) -> '$set_random'(S) ; true ).
random(X) :- X is random_float.
random_between(L, H, X) :- H >= L, X is L + random(H - L + 1).
random(L, H, X) :- X is L + random(H - L).

subsumes_term(G, S) :- \+ \+ ( term_variables(S, V1), G = S, term_variables(V1, V2), V2 == V1 ).

% Limits.
call_with_time_limit(T, G) :- call_with_time_limit(T, G, '').
call_with_time_limit(T0, G, _) :-
    T is T0, '$must_be'(number, T), ( T > 0 -> true ; throw(time_limit_exceeded) ),
    '$alarm'(T, Id), setup_call_cleanup(true, once(G), '$disarm'(Id)).
'$too_many' :- throw(inference_limit_exceeded).
'$time_out'(Id) :- ( '$disarm'(Id) -> ( catch(nb_getval('$alarms', L), _, fail), memberchk(alarm(Id, _, G, _), L) -> ignore(G) ; throw(time_limit_exceeded) ) ; true ).
