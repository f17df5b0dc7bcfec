% Arithmetic, sorting, lists: each line is a goal and what it gives.
% expect: 162 checks
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

c("X is 10 ** 400 * 1.0", "evaluation_error(float_overflow)").
c("X is 10 ** 20 / 10 ** 18", "'X'=100").
c("X is 10 ** 20 / 3", "'X'=3.333333333333333e+19").
c("X is 3 / 10 ** 20", "'X'=3.0e-20").
c("X is 123456789 * 987654321 * 123456789", "'X'=15053411111487447638891241").
c("X is -(5)", "'X'= -5").
c("X is - 5", "'X'= -5").
c("X is +(5)", "'X'=5").
c("X is -(a)", "type_error(evaluable,a/0)").
c("X is 5 - -5", "'X'=10").
c("X is 2 + 3 * 4 - 1", "'X'=13").
c("X is (2 + 3) * 4", "'X'=20").
c("X is 5 rdiv 10", "'X'=1r2").
c("X is 1r3 + 1r6", "'X'=1r2").
c("X is 1r3 * 3", "'X'=1").
c("X is rational(0.5)", "'X'=1r2").
c("X is rationalize(0.1)", "'X'=1r10").
c("X is rational(0.1)", "'X'=3602879701896397r36028797018963968").
c("X is numerator(2r6)", "'X'=1").
c("X is denominator(2r6)", "'X'=3").
c("X is 2 rdiv 0", "evaluation_error(zero_divisor)").
c("X is 1r3 + 0.5", "'X'=0.8333333333333333").
c("X is 2r3 ** 2", "'X'=4r9").
c("X is 2 ** 1r2", "'X'=1.4142135623730951").
c("X is 2r3 ^ 2", "'X'=4r9").
c("X is 2r3 ^ -2", "'X'=9r4").
c("X is floor(7r2)", "'X'=3").
c("X is ceiling(7r2)", "'X'=4").
c("X is round(7r2)", "'X'=4").
c("X is truncate(-7r2)", "'X'= -3").
c("X is abs(-7r2)", "'X'=7r2").
c("X is sign(-7r2)", "'X'= -1").
c("X is max(1r2, 0.5)", "'X'=0.5").
c("X is 7r2 // 2", "type_error(integer,7r2)").
c("X is succ(3)", "'X'=4").
c("X is plus(1, 2)", "'X'=3").
c("X is divmod(1, 2)", "type_error(evaluable,(divmod)/2)").
c("X is cmpflags(1)", "type_error(evaluable,cmpflags/1)").
c("X is trunc(2.5)", "'X'=2").
c("X is ceiling(1.0e20)", "'X'=100000000000000000000").
c("X is integer(1.0e20)", "'X'=100000000000000000000").
c("X is integer(inf)", "evaluation_error(undefined)").
c("X is integer(nan)", "evaluation_error(undefined)").
c("X is floor(inf)", "evaluation_error(undefined)").
c("X is powm(2, 10, 1000)", "'X'=24").
c("X is lcm(4, 6)", "'X'=12").
c("X is tdiv(7, 2)", "'X'=3").
c("X is truncate(1.0e300) mod 7", "'X'=1").
c("1 =:= 1.0", "true").
c("1 =:= 2", "false").
c("1 =\\= 2", "true").
c("1 < 2", "true").
c("1 < a", "type_error(evaluable,a/0)").
c("1 < X", "instantiation_error").
c("1 >= 1.0", "true").
c("1r2 =:= 0.5", "true").
c("2 > 1r2", "true").
c("a =:= a", "type_error(evaluable,a/0)").
c("1 + 1 =:= 2", "true").
c("9007199254740993 =:= 9007199254740992.0", "false").
c("9007199254740993 > 9007199254740992.0", "true").
c("X = 1, X == 1.0", "false").
c("1 =@= 1.0", "false").
c("compare(O, 1, 1.0)", "'O'=(>)").
c("compare(O, 1.0, 1)", "'O'=(<)").
c("compare(O, 2, 1.0)", "'O'=(>)").
c("compare(O, 1, 2.0)", "'O'=(<)").
c("compare(O, 1r2, 0.5)", "'O'=(>)").
c("msort([2, 1.0, 1, a, \"s\", f(x), Z, b, 3r2], L)", "'Z'=A, 'L'=[A,1.0,1,3r2,2,\"s\",a,b,f(x)]").
c("sort(0, @>=, [1, 2, 3, 2], L)", "'L'=[3,2,2,1]").
c("sort(0, @=<, [3, 1, 2, 1], L)", "'L'=[1,1,2,3]").
c("sort(1, @<, [f(2), f(1), f(2)], L)", "'L'=[f(1),f(2)]").
c("sort(1, @>=, [f(2,a), f(1,b), f(2,c)], L)", "'L'=[f(2,a),f(2,c),f(1,b)]").
c("sort(a, @<, [], L)", "type_error(integer,a)").
c("sort(1, foo, [], L)", "domain_error(order,foo)").
c("sort(1, @<, [a], L)", "type_error(compound,a)").
c("sort(1, @<, [f], L)", "type_error(compound,f)").
c("sort(3, @<, [f(1)], L)", "type_error(compound,f(1))").
c("sort(0, @<, [a|_], L)", "instantiation_error").
c("sort(0, @<, a, L)", "type_error(list,a)").
c("sort([c,a,b,a], L)", "'L'=[a,b,c]").
c("sort(X, L)", "instantiation_error").
c("sort([a|X], L)", "instantiation_error").
c("sort([a|b], L)", "type_error(list,[a|b])").
c("sort([a,b], foo)", "type_error(list,foo)").
c("sort([a,b], [x|foo])", "type_error(list,[x|foo])").
c("msort([b,a,a], L)", "'L'=[a,a,b]").
c("msort(a, L)", "type_error(list,a)").
c("predsort([O,A,B]>>compare(O,A,B), [c,a,b,a], L)", "'O'=A, 'A'=B, 'B'=C, 'L'=[a,b,c]").
c("keysort([b-1,a-2,b-0,a-1], L)", "'L'=[a-2,a-1,b-1,b-0]").
c("keysort([a|X], L)", "instantiation_error").
c("keysort([a], L)", "type_error(pair,a)").
c("keysort([X], L)", "instantiation_error").
c("keysort(X, L)", "instantiation_error").
c("keysort([a-1|b], L)", "type_error(list,[a-1|b])").
c("keysort([a-1], foo)", "type_error(list,foo)").
c("keysort([a-1], [b])", "type_error(pair,b)").
c("length(L, 2)", "'L'=[A,B]").
c("length([a|T], 3)", "'T'=[A,B]").
c("length(L, -1)", "domain_error(not_less_than_zero,-1)").
c("length(L, a)", "type_error(integer,a)").
c("length([a|b], N)", "type_error(list,[a|b])").
c("length([a,b], N)", "'N'=2").
c("length([a,b], a)", "type_error(integer,a)").
c("length([a,b], 1.0)", "type_error(integer,1.0)").
c("length(L, L)", "false").
c("length(a, N)", "type_error(list,a)").
c("succ(X, 4)", "'X'=3").
c("succ(3, X)", "'X'=4").
c("succ(X, 0)", "false").
c("succ(X, Y)", "instantiation_error").
c("succ(a, X)", "type_error(integer,a)").
c("succ(-1, X)", "type_error(not_less_than_zero,-1)").
c("succ(X, -1)", "type_error(not_less_than_zero,-1)").
c("succ(1.0, X)", "type_error(integer,1.0)").
c("succ(3, 4)", "true").
c("plus(1, 2, X)", "'X'=3").
c("plus(1, X, 3)", "'X'=2").
c("plus(X, 2, 3)", "'X'=1").
c("plus(X, Y, 3)", "instantiation_error").
c("plus(a, 1, X)", "type_error(integer,a)").
c("between(1, 3, X)", "'X'=1; 'X'=2; 'X'=3").
c("between(1, inf, 5)", "true").
c("between(3, 1, X)", "false").
c("between(1, a, X)", "type_error(integer,a)").
c("between(X, 3, 1)", "instantiation_error").
c("between(1, 3, a)", "type_error(integer,a)").
c("between(1, 3, 5)", "false").
c("between(1, 1, X)", "'X'=1").
c("numlist(1, 5, L)", "'L'=[1,2,3,4,5]").
c("numlist(5, 1, L)", "false").
c("nb_setval(k, 1), nb_getval(k, X)", "'X'=1").
c("nb_getval(nokey, X)", "existence_error(variable,nokey)").
c("divmod(7, 2, Q, R)", "'Q'=3, 'R'=1").
c("divmod(-7, 2, Q, R)", "'Q'= -4, 'R'=1").
c("divmod(7, 0, Q, R)", "evaluation_error(zero_divisor)").
c("nth_integer_root_and_remainder(2, 10, R, M)", "'R'=3, 'M'=1").
c("truncate(1.5, X)", "existence_error(procedure,truncate/2)").
c("char_code(X, 0'a), X == a", "'X'=a").
c("number_vars_test", "existence_error(procedure,number_vars_test/0)").
c("tab(3)", "   true").
c("tab(-1)", "true").
c("tab(a)", "type_error(evaluable,a/0)").
c("atom_to_term('X + Y * 2', T, B)", "'T'=A+B*2, 'B'=['X'=A,'Y'=B]").
c("term_variables(f(X, g(Y), X), L)", "'X'=A, 'Y'=B, 'L'=[A,B]").
c("term_variables(a, L)", "'L'=[]").
c("term_variables(f(X,Y), [A|B])", "'X'=A, 'Y'=B, 'A'=A, 'B'=[B]").
c("term_variables(f(X,Y), foo)", "type_error(list,foo)").
c("setof(X, member(X, [c,a,b,a]), L)", "'X'=A, 'L'=[a,b,c]").
c("bagof(X, member(X, []), L)", "false").
c("findall(X, member(X, [1,2]), L)", "'X'=A, 'L'=[1,2]").
c("findall(X, G, L)", "instantiation_error").
c("findall(X, 4, L)", "type_error(callable,4)").
c("findall(X, member(X,[1]), foo)", "type_error(list,foo)").
c("aggregate_all(count, member(_, [a,b]), C)", "'C'=2").
c("aggregate_all(sum(X), member(X, [1,2,3]), S)", "'X'=A, 'S'=6").
c("aggregate_all(max(X), member(X, [1,3,2]), S)", "'X'=A, 'S'=3").
c("aggregate_all(max(X), member(X, []), S)", "false").
c("aggregate_all(max(X-Y), member(X-Y, [1-a,3-b]), S)", "'X'=A, 'Y'=B, 'S'=3-b").
c("aggregate_all(bag(X), member(X, [c,a,b]), S)", "'X'=A, 'S'=[c,a,b]").
c("aggregate_all(set(X), member(X, [c,a,b,a]), S)", "'X'=A, 'S'=[a,b,c]").
c("aggregate_all(max(X, Y), member(X-Y, [1-a,3-b]), S)", "'X'=A, 'Y'=B, 'S'=max(3,b)").
