% Libraries: each line is a goal and what it gives.
% expect: 64 checks
:- initialization(main).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
% The output of a goal, then its solutions (at most six) or its error.
run(Text) :- catch(( term_to_goal(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
term_to_goal(Text, Goal, Names) :- atom_to_term(Text, Goal, Names).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(Error, _) -> writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- show_solution(S), show_rest(Ss).
show_rest([]).
show_rest([S|Ss]) :- write('; '), show_solution(S), show_rest(Ss).
show_solution([]) :- write(true).
show_solution([B|Bs]) :- numbervars([B|Bs], 0, _), show_bindings([B|Bs]).
show_bindings([B]) :- !, print(B).
show_bindings([B|Bs]) :- print(B), write(', '), show_bindings(Bs).

c("same_length([a,b], L)", "'L'=[A,B]").
c("subseq([a,b], S, R)", "'S'=[], 'R'=[a,b]; 'S'=[b], 'R'=[a]; 'S'=[a], 'R'=[b]; 'S'=[a,b], 'R'=[]").
c("clumped([a,a,b,a], L)", "'L'=[a-2,b-1,a-1]").
c("max_member(M, [3,1,4])", "'M'=4").
c("min_member(M, [3,1,4])", "'M'=1").
c("max_member([X,Y]>>(X =< Y), M, [3,1,4])", "'X'=A, 'Y'=B, 'M'=4").
c("map_list_to_pairs(atom_length, [abc,d], L)", "'L'=[3-abc,1-d]").
c("is_set([a,b])", "true").
c("is_set([a,a])", "false").
c("proper_length([a,b], N)", "'N'=2").
c("proper_length([a|_], N)", "false").
c("limit(2, member(X, [a,b,c]))", "'X'=a; 'X'=b").
c("offset(1, member(X, [a,b,c]))", "'X'=b; 'X'=c").
c("call_nth(member(X, [a,b,c]), 2)", "'X'=b").
c("call_nth(member(X, [a,b]), N)", "'X'=a, 'N'=1; 'X'=b, 'N'=2").
c("order_by([desc(X)], member(X, [2,3,1]))", "'X'=3; 'X'=2; 'X'=1").
c("distinct(X, member(X, [a,b,a]))", "'X'=a; 'X'=b").
c("findnsols(2, X, member(X, [a,b,c]), L)", "'X'=A, 'L'=[a,b]; 'X'=A, 'L'=[c]").
c("string_lines(S, [\"a\",\"b\"])", "'S'=\"a\\nb\\n\"").
c("string_lines(\"a\\nb\\n\", L)", "'L'=[\"a\",\"b\"]").
c("indent_lines(\"  \", \"a\\nb\", S)", "'S'=\"  a\\n  b\"").
c("random_permutation([1,2,3], L), msort(L, S), S == [1,2,3], L = [_|_], fail", "false").
c("random_member(X, [a])", "'X'=a").
c("random_between(1, 1, X)", "'X'=1").
c("must_be(integer, X)", "instantiation_error").
c("must_be(integer, a)", "type_error(integer,a)").
c("must_be(integer, 1)", "true").
c("must_be(positive_integer, 0)", "type_error(positive_integer,0)").
c("must_be(positive_integer, a)", "type_error(integer,a)").
c("must_be(nonneg, -1)", "type_error(nonneg,-1)").
c("must_be(atom, 1)", "type_error(atom,1)").
c("must_be(callable, 1)", "type_error(callable,1)").
c("must_be(var, a)", "uninstantiation_error(a)").
c("must_be(boolean, 1)", "type_error(bool,1)").
c("must_be(boolean, true)", "true").
c("must_be(list, [a|b])", "type_error(list,[a|b])").
c("must_be(list, [a|_])", "instantiation_error").
c("must_be(list(integer), [1,a])", "type_error(integer,a)").
c("must_be(list(integer), [1,2])", "true").
c("must_be(oneof([a,b]), c)", "domain_error(oneof([a,b]),c)").
c("must_be(between(1,3), 4)", "domain_error(between(1,3),4)").
c("must_be(between(1,3), a)", "type_error(integer,a)").
c("must_be(order, foo)", "domain_error(order,foo)").
c("must_be(foo_type, 1)", "existence_error(type,foo_type)").
c("is_of_type(integer, 1)", "true").
c("is_of_type(integer, a)", "false").
c("is_of_type(list(atom), [a])", "true").
c("type_error(integer, a)", "type_error(integer,a)").
c("domain_error(d, a)", "domain_error(d,a)").
c("existence_error(t, a)", "existence_error(t,a)").
c("permission_error(a, t, c)", "permission_error(a,t,c)").
c("instantiation_error(x)", "instantiation_error").
c("resource_error(r)", "resource_error(r)").
c("representation_error(r)", "representation_error(r)").
c("syntax_error(s)", "syntax_error(s)").
c("divmod(7, 2, Q, R)", "'Q'=3, 'R'=1").
c("divmod(-7, 2, Q, R)", "'Q'= -4, 'R'=1").
c("divmod(7, 0, Q, R)", "evaluation_error(zero_divisor)").
c("nth_integer_root_and_remainder(2, 10, Q, R)", "'Q'=3, 'R'=1").
c("nth_integer_root_and_remainder(3, -28, Q, R)", "'Q'= -3, 'R'= -1").
c("nth_integer_root_and_remainder(2, -4, Q, R)", "evaluation_error(undefined)").
c("rational(1r3, N, D)", "'N'=1, 'D'=3").
c("rational(0.5)", "false").
c("rational(3)", "true").
