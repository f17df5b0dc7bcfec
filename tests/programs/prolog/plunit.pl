% Units of tests.
% error: 9: test lists:choice succeeded with choicepoint
% error: 22: test lists:wrong: wrong answer: 1==2
% error: 2 tests failed
% exit: 0
:- begin_tests(lists).
test(append) :- append([1], [2], L), L == [1,2].
test(member, [nondet]) :- member(_, [1,2]).
test(choice) :- member(_, [1,2]).
test(rev, X == [3,2,1]) :- reverse([1,2,3], X).
test(rev2, [true(X == [3,2,1])]) :- reverse([1,2,3], X).
test(all, all(X == [1,2,3])) :- member(X, [1,2,3]).
test(set, set(X == [1,2])) :- member(X, [2,1,2]).
test(f, [fail]) :- member(x, []).
test(err, error(type_error(_, _))) :- atom_length(f(x), _).
test(err2, [error(type_error(evaluable, _), _)]) :- _ is foo + 1.
test(thr, throws(my)) :- throw(my).
test(sum, [forall(member(X-Y, [1-2, 2-4])), true(Z =:= Y)]) :- Z is X * 2.
test(blocked, [blocked(later)]) :- fail.
test(cond, [condition(fail)]) :- fail.
test(setup, [setup(nb_setval(k, 1)), cleanup(nb_setval(k, 2))]) :- nb_getval(k, 1).
test(wrong, X == 2) :- X = 1.
test(bad) :- fail.
test(fact).
helper(1).
test(helper) :- helper(1).
:- end_tests(lists).
:- begin_tests(other, [setup(true)]).
test(a).
:- end_tests(other).
:- initialization((run_tests -> writeln(ok) ; writeln(failed))).
:- initialization((run_tests(other) -> writeln(ok) ; writeln(failed))).
:- initialization((run_tests(lists:[rev, all]) -> writeln(ok) ; writeln(failed))).
% expect: failed
% expect: ok
% expect: ok
