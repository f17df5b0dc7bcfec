% Predicates on numbers.

divmod(D, V, Q, R) :- Q is D div V, R is D mod V.
nth_integer_root_and_remainder(N, I, Root, Rest) :-
    '$must_be'(positive_integer, N), '$integer_bound'(I),
    ( I < 0 -> ( N mod 2 =:= 1 -> J is -I, '$integer_root'(N, J, R0), Root is -R0 ; throw(error(evaluation_error(undefined), _)) ) ; '$integer_root'(N, I, Root) ),
    Rest is I - Root ** N.
'$integer_root'(N, I, R) :- ( I =:= 0 -> R = 0 ; B is msb(I) // N + 1, H is 1 << B, '$bisect'(0, H, N, I, R) ).
'$bisect'(L, H, N, I, R) :- ( H - L =< 1 -> R = L ; M is (L + H) // 2, ( M ** N =< I -> '$bisect'(M, H, N, I, R) ; '$bisect'(L, M, N, I, R) ) ).
rational(X, N, D) :- rational(X), N is numerator(X), D is denominator(X).
float_class(F, C) :- '$must_be'(float, F), ( F =\= F -> C = nan ; ( F =:= inf ; F =:= -inf ) -> C = infinite ; F =:= 0.0 -> C = zero ; abs(F) < 2.2250738585072014e-308 -> C = subnormal ; C = normal ).
bounded_number(L, H, X) :- number(X), X > L, X < H.
