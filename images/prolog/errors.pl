% Types of arguments, and raising the standard's errors.

type_error(T, X) :- throw(error(type_error(T, X), _)).
domain_error(T, X) :- throw(error(domain_error(T, X), _)).
existence_error(T, X) :- throw(error(existence_error(T, X), _)).
existence_error(T, X, In) :- throw(error(existence_error(T, X, In), _)).
permission_error(A, T, X) :- throw(error(permission_error(A, T, X), _)).
instantiation_error(_) :- throw(error(instantiation_error, _)).
uninstantiation_error(X) :- throw(error(uninstantiation_error(X), _)).
representation_error(W) :- throw(error(representation_error(W), _)).
syntax_error(W) :- throw(error(syntax_error(W), _)).
resource_error(W) :- throw(error(resource_error(W), _)).

must_be(T, X) :- '$must_be'(T, X).
'$must_be'(T, X) :- ( nonvar(T), '$has_type'(T, X) -> true ; nonvar(T) -> '$is_not'(T, X) ; throw(error(instantiation_error, _)) ).
'$is_not'(T, X) :- '$refined'(T, Base), '$has_type'(Base, X), !, throw(error(type_error(T, X), _)).
'$is_not'(T, X) :- '$refined'(T, Base), !, '$is_not'(Base, X).
'$is_not'(list_of(T), X) :- !, '$is_not_list'(T, X).
'$is_not'(list(T), X) :- !, '$is_not_list'(T, X).
'$is_not'(oneof(L), X) :- !, ( var(X) -> throw(error(instantiation_error, _)) ; throw(error(domain_error(oneof(L), X), _)) ).
'$is_not'(between(L, H), X) :- !, ( var(X) -> throw(error(instantiation_error, _)) ; number(X) -> ( integer(L), \+ integer(X) -> throw(error(type_error(integer, X), _)) ; throw(error(domain_error(between(L, H), X), _)) ) ; integer(L) -> throw(error(type_error(integer, X), _)) ; throw(error(type_error(number, X), _)) ).
'$is_not'(bool, X) :- !, '$is_not'(boolean, X).
'$is_not'(boolean, X) :- !, ( var(X) -> throw(error(instantiation_error, _)) ; throw(error(type_error(bool, X), _)) ).
'$is_not'(order, X) :- atom(X), !, throw(error(domain_error(order, X), _)).
'$is_not'(encoding, X) :- atom(X), !, throw(error(domain_error(encoding, X), _)).
'$is_not'(var, X) :- !, throw(error(uninstantiation_error(X), _)).
'$is_not'(cyclic, X) :- !, throw(error(domain_error(cyclic_term, X), _)).
'$is_not'(acyclic, X) :- !, throw(error(domain_error(acyclic_term, X), _)).
'$is_not'(T, X) :- '$listed'(T), !, ( '$partial_with_variables'(X) -> throw(error(instantiation_error, _)) ; throw(error(type_error(T, X), _)) ).
'$is_not'(T, X) :- '$type'(T), !, ( var(X) -> throw(error(instantiation_error, _)) ; throw(error(type_error(T, X), _)) ).
'$is_not'(T, _) :- throw(error(existence_error(type, T), _)).
'$is_not_list'(T, X) :- ( is_list(X) -> '$each_must_be'(X, T) ; '$is_not'(list, X) ).
'$each_must_be'([], _).
'$each_must_be'([X|Xs], T) :- '$must_be'(T, X), '$each_must_be'(Xs, T).
'$partial_with_variables'(X) :- '$skip_list'(X, _, T), ( var(T) -> true ; T == [], \+ ground(X) ).
'$refined'(nonneg, integer).
'$refined'(positive_integer, integer).
'$refined'(negative_integer, integer).
'$listed'(list).
'$listed'(proper_list).
'$listed'(codes).
'$listed'(chars).
'$listed'(text).
is_of_type(T, X) :- ( nonvar(T) -> true ; throw(error(instantiation_error, _)) ), '$has_type'(T, X), !.
'$type'(T) :- '$types'(Ts), '$listed_type'(T, Ts).
'$types'([any, atom, atomic, symbol, callable, char, code, compound, constant, float, integer, nonneg, positive_integer, negative_integer, nonvar, number, rational, string, text, list, proper_list, list_or_partial, chars, codes, pair, boolean, bool, order, encoding, var, cyclic, acyclic, oneof(_), between(_, _), list(_), list_of(_), type, dict, stream, mod]).
'$listed_type'(X, [Y|Ys]) :- ( X = Y -> true ; '$listed_type'(X, Ys) ).
'$has_type'(any, _).
'$has_type'(atom, X) :- atom(X).
'$has_type'(symbol, X) :- atom(X).
'$has_type'(atomic, X) :- atomic(X).
'$has_type'(constant, X) :- atomic(X).
'$has_type'(callable, X) :- callable(X).
'$has_type'(char, X) :- atom(X), atom_length(X, 1).
'$has_type'(code, X) :- integer(X), X >= 0, X =< 0x10ffff.
'$has_type'(compound, X) :- compound(X).
'$has_type'(float, X) :- float(X).
'$has_type'(integer, X) :- integer(X).
'$has_type'(nonneg, X) :- integer(X), X >= 0.
'$has_type'(positive_integer, X) :- integer(X), X >= 1.
'$has_type'(negative_integer, X) :- integer(X), X < 0.
'$has_type'(nonvar, X) :- nonvar(X).
'$has_type'(number, X) :- number(X).
'$has_type'(rational, X) :- rational(X).
'$has_type'(string, X) :- string(X).
'$has_type'(text, X) :- ( atom(X) -> true ; string(X) -> true ; number(X) -> true ; is_list(X), ground(X), catch('$text_string'(X, _), _, fail) ).
'$has_type'(list, X) :- is_list(X).
'$has_type'(proper_list, X) :- is_list(X).
'$has_type'(list_or_partial, X) :- '$skip_list'(X, _, T), ( var(T) -> true ; T == [] ).
'$has_type'(chars, X) :- is_list(X), '$all_of_type'(X, char).
'$has_type'(codes, X) :- is_list(X), '$all_of_type'(X, code).
'$has_type'(pair, X) :- nonvar(X), X = _-_.
'$has_type'(boolean, X) :- ( X == true -> true ; X == false ).
'$has_type'(bool, X) :- ( X == true -> true ; X == false ).
'$has_type'(order, X) :- ( X == (<) -> true ; X == (=) -> true ; X == (>) ).
'$has_type'(encoding, X) :- atom(X), '$listed_type'(X, [utf8, ascii, octet, iso_latin_1, text, unicode_be, unicode_le]).
'$has_type'(var, X) :- var(X).
'$has_type'(cyclic, X) :- \+ acyclic_term(X).
'$has_type'(acyclic, X) :- acyclic_term(X).
'$has_type'(oneof(L), X) :- atomic(X), '$listed_type'(X, L).
'$has_type'(between(L, H), X) :- ( integer(L), integer(H) -> integer(X) ; number(X) ), X >= L, X =< H.
'$has_type'(list(T), X) :- is_list(X), '$all_of_type'(X, T).
'$has_type'(list_of(T), X) :- is_list(X), '$all_of_type'(X, T).
'$has_type'(stream, X) :- is_stream(X).
'$has_type'(type, X) :- ground(X), '$type'(X).
'$all_of_type'([], _).
'$all_of_type'([X|Xs], T) :- '$has_type'(T, X), '$all_of_type'(Xs, T).
