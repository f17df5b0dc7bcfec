% Arithmetic: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 144 checks
:- include('../../libraries/prolog/goals').

c("X is 0.0 / 0", "evaluation_error(undefined)").
c("X is 0 / 0.0", "evaluation_error(undefined)").
c("X is 7 mod 0", "evaluation_error(zero_divisor)").
c("X is 7 rem 0", "evaluation_error(zero_divisor)").
c("X is 7 mod 2.0", "type_error(integer,2.0)").
c("X is 7.0 // 2", "type_error(integer,7.0)").
c("X is 7.0 div 2", "type_error(integer,7.0)").
c("X is a // 2", "type_error(evaluable,a/0)").
c("X is 7 + a", "type_error(evaluable,a/0)").
c("X is -(1)", "X=-1").
c("X is - 1", "X=-1").
c("X is -(1.5)", "X=-1.5").
c("X is +(1)", "X=1").
c("X is + 1.5", "X=1.5").
c("X is -a", "type_error(evaluable,a/0)").
c("X is abs(-1)", "X=1").
c("X is abs(-1.5)", "X=1.5").
c("X is sign(-3)", "X=-1").
c("X is sign(-3.0)", "X=-1.0").
c("X is sign(0)", "X=0").
c("X is sign(0.0)", "X=0.0").
c("X is sign(-0.0)", "X=0.0").
c("X is min(1,2)", "X=1").
c("X is min(1,1.0)", "X=1.0").
c("X is max(1,1.0)", "X=1.0").
c("X is max(1.0,1)", "X=1.0").
c("X is max(2,1.5)", "X=2").
c("X is max(1,a)", "type_error(evaluable,a/0)").
c("X is min(X,1)", "instantiation_error").
c("X is float(1)", "X=1.0").
c("X is float_integer_part(-2.5)", "X=-2.0").
c("X is float_fractional_part(-2.5)", "X=-0.5").
c("X is float_integer_part(3)", "X=3").
c("X is float_fractional_part(3)", "X=0").
c("X is float_fractional_part(a)", "type_error(evaluable,a/0)").
c("X is truncate(-2.5)", "X=-2").
c("X is truncate(3)", "X=3").
c("X is round(2.5)", "X=3").
c("X is round(-2.5)", "X=-3").
c("X is round(3)", "X=3").
c("X is ceiling(2.1)", "X=3").
c("X is ceiling(-2.1)", "X=-2").
c("X is ceiling(3)", "X=3").
c("X is floor(-2.1)", "X=-3").
c("X is floor(3)", "X=3").
c("X is floor(1.0e20)", "X=100000000000000000000").
c("X is floor(inf)", "evaluation_error(undefined)").
c("X is truncate(nan)", "evaluation_error(undefined)").
c("X is integer(2.5)", "X=3").
c("X is integer(-2.5)", "X=-3").
c("X is 2 ** 3", "X=8").
c("X is 2 ** 3.0", "X=8.0").
c("X is 2 ** -1", "X=0.5").
c("X is 2.0 ** -1", "X=0.5").
c("X is 0 ** 0", "X=1").
c("X is 0.0 ** 0", "X=1.0").
c("X is 0 ** -1", "evaluation_error(zero_divisor)").
c("X is 0.0 ** -1", "evaluation_error(zero_divisor)").
c("X is -1 ** 0.5", "evaluation_error(undefined)").
c("X is -1.0 ** 0.5", "evaluation_error(undefined)").
c("X is (-8) ** (1.0/3)", "evaluation_error(undefined)").
c("X is 1 ** -1", "X=1").
c("X is -1 ** -1", "X=-1").
c("X is 2 ^ 3", "X=8").
c("X is 2 ^ -1", "type_error(float,2)").
c("X is 1 ^ -1", "X=1").
c("X is -1 ^ -1", "X=-1").
c("X is -1 ^ -2", "X=1").
c("X is 0 ^ 0", "X=1").
c("X is 0 ^ -1", "evaluation_error(zero_divisor)").
c("X is 0 ^ 1", "X=0").
c("X is 2 ^ 3.0", "X=8.0").
c("X is 2.0 ^ 3", "X=8.0").
c("X is 2.0 ^ -1", "X=0.5").
c("X is 0.0 ^ -1", "evaluation_error(zero_divisor)").
c("X is 0.0 ^ 0", "X=1.0").
c("X is a ^ 2", "type_error(evaluable,a/0)").
c("X is 2 ^ a", "type_error(evaluable,a/0)").
c("X is 2 ^ 200", "X=1606938044258990275541962092341162602522202993782792835301376").
c("X is 7 ^ 7 ^ 2", "X=256923577521058878088611477224235621321607").
c("X is sqrt(4)", "X=2.0").
c("X is sqrt(-1)", "evaluation_error(undefined)").
c("X is sqrt(-1.0)", "evaluation_error(undefined)").
c("X is sqrt(a)", "type_error(evaluable,a/0)").
c("X is log(0)", "evaluation_error(undefined)").
c("X is log(0.0)", "evaluation_error(undefined)").
c("X is log(-1)", "evaluation_error(undefined)").
c("X is log(2.0)", "X=0.6931471805599453").
c("X is log(a)", "type_error(evaluable,a/0)").
c("X is log(2,8)", "X=3.0").
c("X is log2(8)", "X=3.0").
c("X is exp(0)", "X=1.0").
c("X is exp(1.0)", "X=2.718281828459045").
c("X is exp(1000)", "evaluation_error(float_overflow)").
c("X is exp(a)", "type_error(evaluable,a/0)").
c("X is sin(0)", "X=0.0").
c("X is sin(a)", "type_error(evaluable,a/0)").
c("X is cos(0)", "X=1.0").
c("X is tan(0.0)", "X=0.0").
c("X is asin(1.0)", "X=1.5707963267948966").
c("X is asin(2)", "evaluation_error(undefined)").
c("X is acos(1.5)", "evaluation_error(undefined)").
c("X is acos(0.5)", "X=1.0471975511965979").
c("X is atan(1)", "X=0.7853981633974483").
c("X is atan(1,2)", "X=0.4636476090008061").
c("X is atan2(1,2)", "X=0.4636476090008061").
c("X is atan2(0,0)", "evaluation_error(undefined)").
c("X is atan2(0.0,0)", "evaluation_error(undefined)").
c("X is atan2(0,-1)", "X=3.141592653589793").
c("X is atan2(a,1)", "type_error(evaluable,a/0)").
c("X is sinh(0.0)", "X=0.0").
c("X is asinh(1.0)", "X=0.881373587019543").
c("X is acosh(0.5)", "evaluation_error(undefined)").
c("X is atanh(1)", "evaluation_error(float_overflow)").
c("X is pi", "X=3.141592653589793").
c("X is e", "X=2.718281828459045").
c("X is inf", "X=1.0Inf").
c("X is nan", "X=1.5NaN").
c("X is epsilon", "X=2.220446049250313e-16").
c("X is 5 /\\ 3", "X=1").
c("X is 5 \\/ 3", "X=7").
c("X is 5 xor 3", "X=6").
c("X is \\ 5", "X=-6").
c("X is \\ -1", "X=0").
c("X is 5 /\\ 1.0", "type_error(integer,1.0)").
c("X is 5 \\/ a", "type_error(evaluable,a/0)").
c("X is \\ 1.5", "type_error(integer,1.5)").
c("X is \\ a", "type_error(evaluable,a/0)").
c("X is 1 << 3", "X=8").
c("X is 1 << -1", "X=0").
c("X is 16 >> 2", "X=4").
c("X is -16 >> 2", "X=-4").
c("X is 1 << 100", "X=1267650600228229401496703205376").
c("X is 16 >> -2", "X=64").
c("X is 1 << a", "type_error(evaluable,a/0)").
c("X is 1.0 << 1", "type_error(integer,1.0)").
c("X is 1 >> 1.0", "type_error(integer,1.0)").
c("X is msb(8)", "X=3").
c("X is msb(0)", "type_error(not_less_than_one,0)").
c("X is msb(-1)", "type_error(not_less_than_one,-1)").
c("X is gcd(12,18)", "X=6").
c("X is gcd(0,0)", "X=0").
c("X is gcd(-4,6)", "X=2").
c("X is gcd(1.0,2)", "type_error(integer,1.0)").
