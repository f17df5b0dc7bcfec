% Flags say which floats that are not finite are results; code that is compiled already obeys them.
t(E) :- catch(( X is E, print(X) ), error(Error, _), print(Error)), nl.
all :- forall(e(E), t(E)).
e(1.0e308 * 10).
e(-1.0e308 * 10).
e(1.0e308 + 1.0e308).
e(-1.0e308 - 1.0e308).
e(1 / 0.0).
e(-1 / 0).
e(0 / 0).
e(0.0 / 0).
e(sqrt(-1)).
e(log(-1)).
e(2.0 ** 5000).
e(0.0 ** -1).
e(exp(1000)).
e(acos(2)).
e(inf - inf).
e(inf + 1).
e(5 mod 0).
e(5 // 0).
:- all.
:- forall(member(F=V, [float_overflow=infinity, float_zero_div=infinity, float_undefined=nan]), set_prolog_flag(F, V)).
:- all.
:- forall(member(F, [float_overflow, float_zero_div, float_undefined, float_rounding]), ( current_prolog_flag(F, V), print(F=V), nl )).
s(F, V) :- catch(set_prolog_flag(F, V), error(E, _), ( print(E), nl )).
:- s(float_overflow, foo), s(float_undefined, infinity), s(float_undefined, _).
grow(X, N, X) :- N =:= 0, !.
grow(X, N, R) :- Y is X * 10.0, M is N - 1, grow(Y, M, R).
try(N) :- catch(( grow(1.0, N, R), print(R) ), error(E, _), print(E)), nl.
:- set_prolog_flag(float_overflow, error), try(300), try(400), set_prolog_flag(float_overflow, infinity), try(400), set_prolog_flag(float_overflow, error), try(400).
% The same expression before and after.
twice(X) :- A is X * X, print(A), nl, set_prolog_flag(float_overflow, error), B is X * X, print(B), nl.
loop(N) :- N =:= 0, !.
loop(N) :- set_prolog_flag(float_overflow, infinity), catch(twice(1.0e200), error(E, _), ( print(E), nl )), M is N - 1, loop(M).
:- loop(3).
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(zero_divisor)
% expect: evaluation_error(zero_divisor)
% expect: evaluation_error(zero_divisor)
% expect: evaluation_error(undefined)
% expect: evaluation_error(undefined)
% expect: evaluation_error(undefined)
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(zero_divisor)
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(undefined)
% expect: evaluation_error(undefined)
% expect: evaluation_error(float_overflow)
% expect: evaluation_error(zero_divisor)
% expect: evaluation_error(zero_divisor)
% expect: 1.0Inf
% expect: -1.0Inf
% expect: 1.0Inf
% expect: -1.0Inf
% expect: 1.0Inf
% expect: -1.0Inf
% expect: 1.5NaN
% expect: 1.5NaN
% expect: 1.5NaN
% expect: 1.5NaN
% expect: 1.0Inf
% expect: 1.0Inf
% expect: 1.0Inf
% expect: 1.5NaN
% expect: 1.5NaN
% expect: 1.0Inf
% expect: evaluation_error(zero_divisor)
% expect: evaluation_error(zero_divisor)
% expect: float_overflow=infinity
% expect: float_zero_div=infinity
% expect: float_undefined=nan
% expect: float_rounding=to_nearest
% expect: domain_error(flag_value,float_overflow+foo)
% expect: domain_error(flag_value,float_undefined+infinity)
% expect: instantiation_error
% expect: 1.0000000000000002e+300
% expect: evaluation_error(float_overflow)
% expect: 1.0Inf
% expect: evaluation_error(float_overflow)
% expect: 1.0Inf
% expect: evaluation_error(float_overflow)
% expect: 1.0Inf
% expect: evaluation_error(float_overflow)
% expect: 1.0Inf
% expect: evaluation_error(float_overflow)
