:- module(plunit, [run_tests/0, run_tests/1, run_tests/2, running_tests/0, set_test_options/1, load_test_files/1, test_report/1, current_unit/4, current_test/5]).
% Tests in units. While a program is loaded what stands between begin_tests(Unit) and end_tests(Unit) as test(Name, Options) is kept
% as '$test'(Unit, Name, Options, Body, Line): see load.pl.

set_test_options(_).
load_test_files(_).
running_tests.
test_report(_).
current_unit(U, user, _, Os) :- '$unit'(U, Os).
current_test(U, N, L, B, Os) :- '$all_tests'(Ts), member(t(U, N, Os, B, L), Ts).
'$all_tests'(Ts) :- dynamic(plunit:'$test'/5), findall(t(U, N, Os, B, L), '$test'(U, N, Os, B, L), Ts).
'$unit'(U, Os) :- dynamic(plunit:'$test_unit'/2), '$test_unit'(U, Os).

run_tests :- '$all_tests'(Ts), '$run_tests'(Ts).
run_tests(Spec) :- '$all_tests'(Ts0), include('$test_wanted'(Spec), Ts0, Ts), '$run_tests'(Ts).
run_tests(Spec, _) :- ( Spec == all -> run_tests ; run_tests(Spec) ).
'$test_wanted'(Spec, t(U, N, _, _, _)) :- ( is_list(Spec) -> member(S, Spec) ; S = Spec ), ( S == U -> true ; nonvar(S), S = U:Ns -> ( is_list(Ns) -> memberchk(N, Ns) ; N = Ns ) ), !.

'$run_tests'(Ts) :-
    findall(U, '$unit'(U, _), Us), '$run_units'(Us, Ts, 0, Passed, 0, Failed, 0, Blocked),
    ( Blocked =:= 0 -> true ; print_message(warning, format('~d tests are blocked', [Blocked])) ),
    ( Failed =:= 0 -> '$tell_tests'('All ~d tests passed', [Passed]) ; print_message(error, format('~d tests failed', [Failed])), '$tell_tests'('~d tests passed', [Passed]), fail ).
'$tell_tests'(F, As) :- format(user_error, '% ', []), format(user_error, F, As), nl(user_error).
'$run_units'([], _, P, P, F, F, B, B).
'$run_units'([U|Us], Ts, P0, P, F0, F, B0, B) :-
    include('$of_unit'(U), Ts, Mine), '$unit'(U, Os), !,
    ( Mine == [] -> P1 = P0, F1 = F0, B1 = B0
    ; '$is_blocked'(Os) -> P1 = P0, F1 = F0, length(Mine, N), B1 is B0 + N
    ; '$test_option'(setup(S), Os), \+ '$test_goal'(S, U) -> P1 = P0, length(Mine, N), F1 is F0 + N, B1 = B0
    ; '$each_test'(Mine, P0, P1, F0, F1, B0, B1), ( '$test_option'(cleanup(C), Os) -> ignore('$test_goal'(C, U)) ; true ) ),
    '$run_units'(Us, Ts, P1, P, F1, F, B1, B).
'$of_unit'(U, t(U1, _, _, _, _)) :- U == U1.
'$is_blocked'(Os) :- ( '$test_option'(blocked(_), Os) ; '$test_option'(condition(C), Os), \+ catch(C, _, fail) ), !.
'$test_option'(O, Os) :- functor(O, N, A), functor(P, N, A), member(P, Os), !, O = P.
'$test_goal'(G, U) :- catch(( call(G) -> true ; print_message(error, format('unit ~w: ~q failed', [U, G])), fail ), E, ( print_message(error, E), fail )).

'$each_test'([], P, P, F, F, B, B).
'$each_test'([t(U, N, Os0, Body, L)|Ts], P0, P, F0, F, B0, B) :-
    ( is_list(Os0) -> Os = Os0 ; Os = [Os0] ),
    ( '$is_blocked'(Os) -> P1 = P0, F1 = F0, B1 is B0 + 1
    ; B1 = B0, '$instances'(Os, Body, Is), '$each_instance'(Is, U, N, L, P0, P1, F0, F1) ),
    '$each_test'(Ts, P1, P, F1, F, B1, B).
% forall(Generator) in the options: a test for each solution.
'$instances'(Os, Body, Is) :- ( '$test_option'(forall(G), Os) -> findall(Os-Body, G, Is) ; Is = [Os-Body] ).
'$each_instance'([], _, _, _, P, P, F, F).
'$each_instance'([Os-Body|Is], U, N, L, P0, P, F0, F) :-
    ( '$test_option'(setup(S), Os), \+ '$test_goal'(S, U) -> Why = 'setup failed' ; '$run_test'(Os, Body, Why), ( '$test_option'(cleanup(C), Os) -> ignore('$test_goal'(C, U)) ; true ) ),
    ( Why == passed -> P1 is P0 + 1, F1 = F0
    ; Why == choice -> P1 is P0 + 1, F1 = F0, print_message(warning, format('~w: test ~w:~w succeeded with choicepoint', [L, U, N]))
    ; Why = fixme -> P1 = P0, F1 = F0
    ; P1 = P0, F1 is F0 + 1, '$describe_failure'(Why, T), print_message(error, format('~w: test ~w:~w: ~w', [L, U, N, T])) ),
    '$each_instance'(Is, U, N, L, P1, P, F1, F).
'$run_test'(Os, Body, Why) :- '$expected'(Os, Expected), '$outcome'(Expected, Body, Why0), ( Why0 \== passed, '$test_option'(fixme(_), Os) -> Why = fixme ; Why0 == choice, '$is_nondet'(Os) -> Why = passed ; Why = Why0 ), !.
'$is_nondet'(Os) :- memberchk(nondet, Os).
'$expected'(Os, X) :- member(O, Os), '$expectation'(O, X), !.
'$expected'(_, true(true)).
'$expectation'(O, _) :- var(O), !, fail.
'$expectation'(true, true(true)).
'$expectation'(true(C), true(C)).
'$expectation'(fail, fail).
'$expectation'(false, fail).
'$expectation'(error(E), throws(error(E, _))).
'$expectation'(error(E, C), throws(error(E, C))).
'$expectation'(exception(E), throws(E)).
'$expectation'(throws(E), throws(E)).
'$expectation'(all(C), all(C)).
'$expectation'(set(C), set(C)).
'$expectation'(bag(C), bag(C)).
'$expectation'(O, true(O)) :- compound(O), functor(O, N, 2), memberchk(N, [==, =, =:=, \==, \=, =\=, =@=, \=@=, <, >, =<, >=, @<, @>, is]).

'$outcome'(true(C), Body, Why) :-
    catch(( '$level'(Before), call(Body), '$level'(After), ( catch(C, _, fail) -> ( Before == After -> W = passed ; W = choice ) ; W = wrong(C) ) ), E, W = raised(E)), !, Why = W.
'$outcome'(true(_), _, failed).
'$outcome'(fail, Body, Why) :- catch(( Body -> W = succeeded ; W = passed ), E, W = raised(E)), !, Why = W.
'$outcome'(throws(E), Body, Why) :- catch(( Body -> W = 'succeeded without exception' ; W = 'failed without exception' ), Ball, ( subsumes_term(E, Ball) -> W = passed ; W = raised(Ball) )), !, Why = W.
'$outcome'(all(C), Body, Why) :- '$solutions'(C, Body, L, Why), ( nonvar(Why) -> true ; '$compared'(C, L, Why) ).
'$outcome'(bag(C), Body, Why) :- '$solutions'(C, Body, L0, Why), ( nonvar(Why) -> true ; msort(L0, L), '$compared'(C, L, Why) ).
'$outcome'(set(C), Body, Why) :- '$solutions'(C, Body, L0, Why), ( nonvar(Why) -> true ; sort(L0, L), '$compared'(C, L, Why) ).
'$solutions'(C, Body, L, Why) :- C =.. [_, T, _], catch(findall(T, Body, L), E, Why = raised(E)).
'$compared'(C, L, Why) :- C =.. [Op, _, Expected], G =.. [Op, L, Expected], ( call(G) -> Why = passed ; Why = wrong(G) ).

'$describe_failure'(wrong(G), T) :- !, strip_module(G, _, C), format(string(T), 'wrong answer: ~q', [C]).
'$describe_failure'(raised(E), T) :- !, format(string(T), 'received error: ~q', [E]).
'$describe_failure'(W, W).
