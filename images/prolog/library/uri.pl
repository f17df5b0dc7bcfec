:- module(uri, [uri_components/2, uri_data/3, uri_data/4, uri_authority_components/2, uri_authority_data/3, uri_query_components/2, uri_encoded/3, uri_is_global/1, uri_resolve/3,
    uri_normalized/2, uri_normalized/3, uri_file_name/2, uri_iri/2, www_form_encode/2]).
% Addresses of RFC 3986: their parts, percent encoding, relative ones.

uri_components(U, C) :- var(U), var(C), !, throw(error(instantiation_error, _)).
uri_components(U, uri_components(Scheme, Authority, Path, Query, Fragment)) :- nonvar(U), !,
    atom_string(U, S0),
    ( '$before_part'(S0, "#", S1, F) -> atom_string(Fragment, F) ; S1 = S0 ),
    ( '$before_part'(S1, "?", S2, Q) -> atom_string(Query, Q) ; S2 = S1 ),
    ( '$before_part'(S2, ":", Sch, S3), \+ sub_string(Sch, _, _, _, "/") -> atom_string(Scheme, Sch) ; S3 = S2 ),
    ( string_concat("//", S4, S3) -> ( sub_string(S4, B, _, _, "/") -> sub_string(S4, 0, B, _, A), sub_string(S4, B, _, 0, P) ; A = S4, P = "" ), atom_string(Authority, A) ; P = S3 ),
    atom_string(Path, P).
uri_components(U, uri_components(Scheme, Authority, Path, Query, Fragment)) :-
    findall(P, ( nonvar(Scheme), member(P, [Scheme, :]) ; nonvar(Authority), member(P, [//, Authority]) ; nonvar(Path), P = Path ; nonvar(Query), member(P, [?, Query]) ; nonvar(Fragment), member(P, [#, Fragment]) ), Ps), atomic_list_concat(Ps, U).
'$before_part'(S, Sep, Before, Behind) :- sub_string(S, B, _, A, Sep), !, sub_string(S, 0, B, _, Before), sub_string(S, _, A, 0, Behind).

uri_data(K, C, V) :- nonvar(K), !, '$uri_part'(K, I), !, arg(I, C, V).
uri_data(K, C, V) :- '$uri_part'(K, I), arg(I, C, V).
uri_data(K, C0, V, C) :- '$uri_part'(K, I), !, C0 =.. [F|As0], J is I - 1, length(Before, J), append(Before, [_|Behind], As0), append(Before, [V|Behind], As), C =.. [F|As].
'$uri_part'(scheme, 1).
'$uri_part'(authority, 2).
'$uri_part'(path, 3).
'$uri_part'(search, 4).
'$uri_part'(fragment, 5).

% user:password@host:port; a host in brackets may have colons.
uri_authority_components(A, C) :- var(A), var(C), !, throw(error(instantiation_error, _)).
uri_authority_components(A, uri_authority(User, Password, Host, Port)) :- nonvar(A), !,
    atom_string(A, S),
    ( '$before_part'(S, "@", Info, HostPort) -> '$two_parts'(Info, User, Password) ; HostPort = S ),
    ( sub_string(HostPort, 0, 1, _, "["), '$before_part'(HostPort, "]", H0, Rest) -> string_concat(H0, "]", H), ( string_concat(":", P, Rest) -> '$port'(P, Port) ; true )
    ; '$before_part'(HostPort, ":", H, P) -> '$port'(P, Port)
    ; H = HostPort ),
    ( H == "" -> true ; atom_string(Host, H) ).
uri_authority_components(A, uri_authority(User, Password, Host, Port)) :-
    findall(P, ( nonvar(User), P = User ; nonvar(Password), member(P, [:, Password]) ; ( nonvar(User) ; nonvar(Password) ), P = @ ; nonvar(Host), P = Host ; nonvar(Port), member(P, [:, Port]) ), Ps), '$without_second_at'(Ps, Qs), atomic_list_concat(Qs, A).
'$without_second_at'([@, @|Ps], [@|Ps]) :- !.
'$without_second_at'([P|Ps], [P|Qs]) :- !, '$without_second_at'(Ps, Qs).
'$without_second_at'([], []).
'$two_parts'(S, A, B) :- ( '$before_part'(S, ":", X, Y) -> atom_string(A, X), atom_string(B, Y) ; atom_string(A, S) ).
'$port'(S, P) :- ( S == "" -> true ; string_codes(S, Cs), '$digits_only'(Cs) -> number_codes(P, Cs) ; atom_string(P, S) ).
'$digits_only'([]).
'$digits_only'([C|Cs]) :- C >= 0'0, C =< 0'9, '$digits_only'(Cs).
uri_authority_data(K, C, V) :- nonvar(K), !, '$authority_part'(K, I), !, arg(I, C, V).
uri_authority_data(K, C, V) :- '$authority_part'(K, I), arg(I, C, V).
'$authority_part'(user, 1).
'$authority_part'(password, 2).
'$authority_part'(host, 3).
'$authority_part'(port, 4).

% Name=Value, Name-Value, Name(Value): a query joins them by &.
uri_query_components(Q, L) :- nonvar(Q), !, atom_string(Q, S), ( S == "" -> L = [] ; split_string(S, "&;", "", Ps), '$query_pairs'(Ps, L) ).
uri_query_components(Q, L) :- '$must_be'(list, L), '$query_texts'(L, Ts), atomic_list_concat(Ts, &, Q).
'$query_pairs'([], []).
'$query_pairs'([P|Ps], [N=V|L]) :-
    ( '$before_part'(P, "=", N0, V0) -> true ; throw(error(syntax_error(illegal_uri_query), _)) ),
    uri_encoded(query_value, N, N0), uri_encoded(query_value, V, V0), '$query_pairs'(Ps, L).
'$query_texts'([], []).
'$query_texts'([X|Xs], [T|Ts]) :-
    ( '$query_item'(X, N, V) -> true ; throw(error(type_error(name_value, X), _)) ),
    uri_encoded(query_value, N, N1), uri_encoded(query_value, V, V1), atomic_list_concat([N1, =, V1], T), '$query_texts'(Xs, Ts).
'$query_item'(X, _, _) :- var(X), !, throw(error(instantiation_error, _)).
'$query_item'(N=V, N, V) :- !.
'$query_item'(N-V, N, V) :- !.
'$query_item'(T, N, V) :- compound(T), functor(T, N, 1), arg(1, T, V).

% Percent encoding; what may stand in which part of an address.
uri_encoded(Part, V, E) :-
    ( var(Part) -> throw(error(instantiation_error, _)) ; memberchk(Part, [query_value, fragment, path, segment]) -> true ; throw(error(domain_error(uri_component, Part), _)) ),
    ( nonvar(V) -> '$percent_text'(V, Part, E) ; var(E) -> throw(error(instantiation_error, _)) ; '$plain_text'(E, Part, V) ).
'$percent_text'(V, Part, E) :- format(codes(Cs), '~w', [V]), utf8_codes(Cs, Bs, []), '$percent'(Bs, Part, Es), atom_codes(E, Es).
'$plain_text'(E, Part, V) :- atom_codes(E, Es), '$unpercent'(Es, Part, Bs), phrase(utf8_codes(Cs), Bs), atom_codes(V, Cs).
'$percent'([], _, []).
'$percent'([B|Bs], Part, Es) :- ( '$unreserved'(B, Part) -> Es = [B|Es1] ; '$escape'(B, Es, Es1) ), '$percent'(Bs, Part, Es1).
'$escape'(B, [0'%, X, Y|Es], Es) :- H is B >> 4, L is B /\ 15, '$hex'(H, X), '$hex'(L, Y).
'$hex'(D, C) :- ( D < 10 -> C is D + 0'0 ; C is D - 10 + 0'A ).
'$unreserved'(B, Part) :- B < 128, ( code_type(B, alnum) ; memberchk(B, `-._~!$'()*,;:@`) ; B =:= 0'/, Part \== segment ), !.
'$unreserved'(B, segment) :- memberchk(B, `&=+`).
'$unreserved'(0'?, query_value).
'$unreserved'(0'?, fragment).
'$unreserved'(0'&, path).
'$unreserved'(0'=, path).
'$unreserved'(0'+, path).
'$unreserved'(0'&, fragment).
'$unreserved'(0'=, fragment).
'$unreserved'(0'+, fragment).
% Of what is whole text already what is neither allowed nor a sign between parts is escaped.
'$unreserved'(0'%, iri).
'$unreserved'(B, iri) :- memberchk(B, `?#[]&=+`).
'$unpercent'([], _, []).
'$unpercent'([0'%, A, B|Es], Part, [X|Bs]) :- code_type(A, xdigit(V)), code_type(B, xdigit(W)), !, X is V * 16 + W, '$unpercent'(Es, Part, Bs).
'$unpercent'([0'+|Es], query_value, [0' |Bs]) :- !, '$unpercent'(Es, query_value, Bs).
'$unpercent'([E|Es], Part, [E|Bs]) :- '$unpercent'(Es, Part, Bs).
www_form_encode(V, E) :- uri_encoded(query_value, V, E).
uri_is_global(U) :- sub_atom(U, B, 1, _, :), !, B > 1, sub_atom(U, 0, B, _, S), atom_codes(S, Cs), forall(member(C, Cs), ( C < 128, ( code_type(C, alnum) ; memberchk(C, `+-.`) ) )).

% An address relative to another.
uri_resolve(R, Base, U) :- uri_components(R, uri_components(S, A, P, Q, F)), uri_components(Base, B), '$resolved'(S, A, P, Q, B, C), arg(5, C, F), uri_components(U, C).
'$resolved'(S, A, P0, Q, _, uri_components(S, A, P, Q, _)) :- nonvar(S), !, '$without_dots'(P0, P).
'$resolved'(_, A, P0, Q, B, uri_components(S, A, P, Q, _)) :- nonvar(A), !, arg(1, B, S), '$without_dots'(P0, P).
'$resolved'(_, _, '', Q0, uri_components(S, A, P, Q1, _), uri_components(S, A, P, Q, _)) :- !, ( nonvar(Q0) -> Q = Q0 ; Q = Q1 ).
'$resolved'(_, _, P0, Q, uri_components(S, A, BP, _, _), uri_components(S, A, P, Q, _)) :-
    ( sub_atom(P0, 0, 1, _, /) -> P1 = P0 ; nonvar(A), BP == '' -> atom_concat(/, P0, P1) ; '$folder'(BP, D), atom_concat(D, P0, P1) ),
    '$without_dots'(P1, P).
'$folder'(P, D) :- atomic_list_concat(Ss, /, P), append(Before, [_], Ss), append(Before, [''], Ds), atomic_list_concat(Ds, /, D).
% Segments . and .. are taken away; where one was the last the path ends in a slash.
'$without_dots'(P0, P) :- atomic_list_concat(Ss0, /, P0), ( Ss0 = [''|Rs] -> Start = [''] ; Start = [], Rs = Ss0 ), '$segments'(Rs, [], Ss), append(Start, Ss, Qs), atomic_list_concat(Qs, /, P).
'$segments'([], Done, Ss) :- reverse(Done, Ss).
'$segments'(['.'], Done, Ss) :- !, reverse([''|Done], Ss).
'$segments'(['..'], Done, Ss) :- !, ( Done = [_|D] -> true ; D = [] ), reverse([''|D], Ss).
'$segments'(['.'|Rs], Done, Ss) :- !, '$segments'(Rs, Done, Ss).
'$segments'(['..'|Rs], Done, Ss) :- !, ( Done = [_|D] -> true ; D = [] ), '$segments'(Rs, D, Ss).
'$segments'([R|Rs], Done, Ss) :- '$segments'(Rs, [R|Done], Ss).

% Scheme and authority in small letters, no dots in the path, escapes where they are needed and nowhere else.
uri_normalized(U, N) :- uri_components(U, uri_components(S0, A0, P0, Q0, F0)), '$small'(S0, S), '$small'(A0, A), '$without_dots'(P0, P1), '$escapes'(P1, P), '$escapes'(Q0, Q), '$escapes'(F0, F), uri_components(N, uri_components(S, A, P, Q, F)).
uri_normalized(R, Base, N) :- uri_resolve(R, Base, U), uri_normalized(U, N).
'$small'(A, B) :- ( var(A) -> B = A ; downcase_atom(A, B) ).
'$escapes'(A, B) :- ( var(A) -> B = A ; format(codes(Cs), '~w', [A]), utf8_codes(Cs, Bs, []), '$needed'(Bs, Es), atom_codes(B, Es) ).
'$needed'([], []).
'$needed'([0'%, A, B|Bs], Es) :- code_type(A, xdigit(V)), code_type(B, xdigit(W)), !, X is V * 16 + W, ( X < 128, ( code_type(X, alnum) ; memberchk(X, `-._~`) ) -> Es = [X|Es1] ; '$escape'(X, Es, Es1) ), '$needed'(Bs, Es1).
'$needed'([B|Bs], Es) :- ( B \== 0'%, '$unreserved'(B, iri) -> Es = [B|Es1] ; '$escape'(B, Es, Es1) ), '$needed'(Bs, Es1).

uri_file_name(U, F) :- nonvar(U), !, uri_components(U, uri_components(file, A, P, _, _)), ( var(A) -> true ; memberchk(A, ['', localhost]) ), uri_encoded(path, F, P).
uri_file_name(U, F0) :- ( var(F0) -> throw(error(instantiation_error, _)) ; absolute_file_name(F0, F), uri_encoded(path, F, P), atom_concat('file://', P, U) ).
% Characters beyond ASCII stand in an IRI as they are.
uri_iri(U, I) :- nonvar(U), !, atom_codes(U, Cs), '$beyond'(Cs, Ds), atom_codes(I, Ds).
uri_iri(U, I) :- ( var(I) -> throw(error(instantiation_error, _)) ; '$percent_text'(I, iri, U) ).
'$beyond'([], []).
'$beyond'(Cs, Ds) :- '$high_bytes'(Cs, Bs, Rest), Bs \== [], !, ( phrase(utf8_codes(Xs), Bs) -> true ; append(Escaped, Rest, Cs), Xs = Escaped ), append(Xs, Ds1, Ds), '$beyond'(Rest, Ds1).
'$beyond'([C|Cs], [C|Ds]) :- '$beyond'(Cs, Ds).
'$high_bytes'([0'%, A, B|Cs], [X|Bs], Rest) :- code_type(A, xdigit(V)), code_type(B, xdigit(W)), X is V * 16 + W, X >= 128, !, '$high_bytes'(Cs, Bs, Rest).
'$high_bytes'(Cs, [], Cs).
