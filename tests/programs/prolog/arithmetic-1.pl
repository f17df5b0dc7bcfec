% Arithmetic, sorting, lists: each line is a goal and what it gives.
% expect: 175 checks
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

c("X is 7 // 2", "'X'=3").
c("X is -7 // 2", "'X'= -3").
c("X is 7 // -2", "'X'= -3").
c("X is -7 mod 2", "'X'=1").
c("X is 7 mod -2", "'X'= -1").
c("X is -7 rem 2", "'X'= -1").
c("X is 7 rem -2", "'X'=1").
c("X is -7 div 2", "'X'= -4").
c("X is 7 div -2", "'X'= -4").
c("X is 7 / 2", "'X'=3.5").
c("X is 8 / 2", "'X'=4").
c("X is 7 / 2.0", "'X'=3.5").
c("X is 1 / 0", "evaluation_error(zero_divisor)").
c("X is 1 / 0.0", "evaluation_error(zero_divisor)").
c("X is 1.0 / 0", "evaluation_error(zero_divisor)").
c("X is 0 / 0.0", "evaluation_error(undefined)").
c("X is 0.0 / 0", "evaluation_error(undefined)").
c("X is 1 // 0", "evaluation_error(zero_divisor)").
c("X is 1 mod 0", "evaluation_error(zero_divisor)").
c("X is 1 rem 0", "evaluation_error(zero_divisor)").
c("X is 1 div 0", "evaluation_error(zero_divisor)").
c("X is 7.0 // 2", "type_error(integer,7.0)").
c("X is 7 mod 2.0", "type_error(integer,2.0)").
c("X is 2 ** 3", "'X'=8").
c("X is 2 ** -1", "'X'=0.5").
c("X is 2 ** 3.0", "'X'=8.0").
c("X is 2.0 ** 3", "'X'=8.0").
c("X is 0 ** 0", "'X'=1").
c("X is 0 ** -1", "evaluation_error(zero_divisor)").
c("X is 1 ** -1", "'X'=1").
c("X is -1 ** -1", "'X'= -1").
c("X is 2 ^ 3", "'X'=8").
c("X is 2 ^ -1", "type_error(float,2)").
c("X is 1 ^ -1", "'X'=1").
c("X is -1 ^ -1", "'X'= -1").
c("X is -1 ^ -2", "'X'=1").
c("X is 0 ^ -1", "evaluation_error(zero_divisor)").
c("X is 0 ^ 0", "'X'=1").
c("X is 2.0 ^ 3", "'X'=8.0").
c("X is 2 ^ 3.0", "'X'=8.0").
c("X is 0.0 ^ -1", "evaluation_error(zero_divisor)").
c("X is 0.0 ** 0", "'X'=1.0").
c("X is 2 ^ 100", "'X'=1267650600228229401496703205376").
c("X is 2 ** 100", "'X'=1267650600228229401496703205376").
c("X is (-8) ** (1/3)", "evaluation_error(undefined)").
c("X is (-8.0) ** 0.5", "evaluation_error(undefined)").
c("X is a", "type_error(evaluable,a/0)").
c("X is foo + 1", "type_error(evaluable,foo/0)").
c("X is foo(1)", "type_error(evaluable,foo/1)").
c("X is \"a\"", "'X'=97").
c("X is \"ab\"", "type_error(evaluable,\"ab\")").
c("X is [1]", "'X'=1").
c("X is [1,2]", "type_error(evaluable,'[|]'/2)").
c("X is []", "type_error(evaluable,[]/0)").
c("X is Y", "instantiation_error").
c("X is 1 + Y", "instantiation_error").
c("X is 1 + a", "type_error(evaluable,a/0)").
c("X is 1 + \"2\"", "'X'=51").
c("X is abs(-3)", "'X'=3").
c("X is abs(-3.5)", "'X'=3.5").
c("X is sign(-3)", "'X'= -1").
c("X is sign(-3.5)", "'X'= -1.0").
c("X is sign(0)", "'X'=0").
c("X is min(1, 2.0)", "'X'=1").
c("X is min(1, 1.0)", "'X'=1.0").
c("X is max(1, 1.0)", "'X'=1.0").
c("X is max(1.0, 1)", "'X'=1.0").
c("X is max(2, 3)", "'X'=3").
c("X is max(a, 1)", "type_error(evaluable,a/0)").
c("X is gcd(12, 18)", "'X'=6").
c("X is gcd(12, 1.0)", "type_error(integer,1.0)").
c("X is msb(1000)", "'X'=9").
c("X is msb(0)", "type_error(not_less_than_one,0)").
c("X is msb(-1)", "type_error(not_less_than_one,-1)").
c("X is truncate(3.7)", "'X'=3").
c("X is truncate(-3.7)", "'X'= -3").
c("X is integer(2.5)", "'X'=3").
c("X is integer(-2.5)", "'X'= -3").
c("X is integer(3.5)", "'X'=4").
c("X is integer(1r2)", "'X'=1").
c("X is round(2.5)", "'X'=3").
c("X is round(-2.5)", "'X'= -3").
c("X is ceiling(2.1)", "'X'=3").
c("X is floor(-2.1)", "'X'= -3").
c("X is floor(3)", "'X'=3").
c("X is round(3)", "'X'=3").
c("X is float(3)", "'X'=3.0").
c("X is float_integer_part(3.7)", "'X'=3.0").
c("X is float_integer_part(-3.7)", "'X'= -3.0").
c("X is float_integer_part(3)", "'X'=3").
c("X is float_fractional_part(3.75)", "'X'=0.75").
c("X is float_fractional_part(-3.75)", "'X'= -0.75").
c("X is float_fractional_part(3)", "'X'=0").
c("X is float_fractional_part(-0.0)", "'X'= -0.0").
c("X is float_fractional_part(-2.0)", "'X'= -0.0").
c("current_arithmetic_function(sin(_))", "true").
c("current_arithmetic_function(sin(_, _))", "false").
c("\\+ \\+ ( findall(F, current_arithmetic_function(F), Fs), memberchk(gcd(_, _), Fs), memberchk(pi, Fs), length(Fs, N), N > 70 )", "'F'=A, 'Fs'=B, 'N'=C").
c("X is sqrt(4)", "'X'=2.0").
c("X is sqrt(-1)", "evaluation_error(undefined)").
c("X is sqrt(2)", "'X'=1.4142135623730951").
c("X is exp(1)", "'X'=2.718281828459045").
c("X is exp(0)", "'X'=1.0").
c("X is log(0)", "evaluation_error(undefined)").
c("X is log(-1)", "evaluation_error(undefined)").
c("X is log(1)", "'X'=0.0").
c("X is log(0.0)", "evaluation_error(undefined)").
c("X is log2(8)", "'X'=3.0").
c("X is log(2, 8)", "'X'=3.0").
c("X is sin(0)", "'X'=0.0").
c("X is cos(0)", "'X'=1.0").
c("X is tan(0.5)", "'X'=0.5463024898437905").
c("X is asin(2)", "evaluation_error(undefined)").
c("X is asin(1)", "'X'=1.5707963267948966").
c("X is acos(2)", "evaluation_error(undefined)").
c("X is acos(0.5)", "'X'=1.0471975511965979").
c("X is atan(1)", "'X'=0.7853981633974483").
c("X is atan2(1, 2)", "'X'=0.4636476090008061").
c("X is atan2(0, 0)", "evaluation_error(undefined)").
c("X is atan2(0.0, 0.0)", "evaluation_error(undefined)").
c("X is atan(1, 2)", "'X'=0.4636476090008061").
c("X is sinh(1)", "'X'=1.1752011936438014").
c("X is asinh(1)", "'X'=0.881373587019543").
c("X is acosh(1)", "'X'=0.0").
c("X is acosh(0.5)", "evaluation_error(undefined)").
c("X is atanh(0.5)", "'X'=0.5493061443340548").
c("X is atanh(1)", "evaluation_error(float_overflow)").
c("X is atanh(2)", "evaluation_error(undefined)").
c("X is cot(1.0)", "'X'=0.6420926159343306").
c("X is cot(0)", "evaluation_error(undefined)").
c("X is acot(1)", "'X'=0.7853981633974483").
c("X is copysign(2, -0.0)", "'X'= -2.0").
c("X is copysign(2, -3)", "'X'= -2.0").
c("X is nexttoward(1, 2)", "'X'=1.0000000000000002").
c("X is trig(1)", "type_error(evaluable,trig/1)").
c("X is pi", "'X'=3.141592653589793").
c("X is e", "'X'=2.718281828459045").
c("X is inf", "'X'=1.0Inf").
c("X is -inf", "'X'= -1.0Inf").
c("X is nan", "'X'=1.5NaN").
c("X is infinite", "type_error(evaluable,infinite/0)").
c("X is epsilon", "'X'=2.220446049250313e-16").
c("X is max_tagged_integer", "'X'=1152921504606846975").
c("X is min_tagged_integer", "'X'= -1152921504606846976").
c("X is max_integer", "'X'=9223372036854775807").
c("X is min_integer", "'X'= -9223372036854775808").
c("X is random(10) * 0", "'X'=0").
c("X is cputime * 0", "'X'=0.0").
c("X is realtime * 0", "'X'=0").
c("X is random_float * 0", "'X'=0.0").
c("X is 5 /\\ 3", "'X'=1").
c("X is 5 \\/ 3", "'X'=7").
c("X is 5 xor 3", "'X'=6").
c("X is \\ 5", "'X'= -6").
c("X is 1 << 3", "'X'=8").
c("X is -1 << 3", "'X'= -8").
c("X is 16 >> 2", "'X'=4").
c("X is -16 >> 2", "'X'= -4").
c("X is 1 << 100", "'X'=1267650600228229401496703205376").
c("X is 1 << -1", "'X'=0").
c("X is 8 >> -1", "'X'=16").
c("X is 1 << a", "type_error(evaluable,a/0)").
c("X is 1.0 << 1", "type_error(integer,1.0)").
c("X is 5 /\\ 1.0", "type_error(integer,1.0)").
c("X is 5 /\\ a", "type_error(evaluable,a/0)").
c("X is \\ 1.0", "type_error(integer,1.0)").
c("X is popcount(255)", "'X'=8").
c("X is getbit(5, 0)", "'X'=1").
c("X is getbit(5, 1)", "'X'=0").
c("X is trunc(3.7)", "'X'=3").
c("X is cmpflags", "type_error(evaluable,cmpflags/0)").
c("X is 1.0e308 * 10", "evaluation_error(float_overflow)").
c("X is 1.0e308 + 1.0e308", "evaluation_error(float_overflow)").
c("X is 1.0e-308 / 1.0e10", "'X'=1.0e-318").
c("X is 9007199254740993 + 0.0", "'X'=9.007199254740992e+15").
