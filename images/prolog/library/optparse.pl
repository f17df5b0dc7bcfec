:- module(optparse, [opt_arguments/3, opt_parse/4, opt_parse/5, opt_help/2]).
% Options of a command line, described by a list with a list for each: opt(Key), type(T), default(V), shortflags(Letters),
% longflags(Names), meta(Name), help(Text or Lines). What a line says comes behind the defaults of what it does not mention.

opt_arguments(Spec, Opts, Rest) :- current_prolog_flag(argv, As), opt_parse(Spec, As, Opts, Rest).
opt_parse(Spec, As, Opts, Rest) :- opt_parse(Spec, As, Opts, Rest, []).
opt_parse(Spec, As, Opts, Rest, POs) :-
    '$must_be'(list, As), '$opt_check'(Spec, POs),
    option(output_functor(F), POs, '$none'), option(duplicated_flags(Duplicates), POs, keeplast), '$must_be'(oneof([keepfirst, keeplast, keepall]), Duplicates),
    '$opt_args'(As, Spec, Given0, Rest0),
    '$opt_duplicates'(Duplicates, Given0, Given),
    findall(K-D, ( member(O, Spec), memberchk(opt(K), O), \+ memberchk(K-_, Given), ( memberchk(default(D0), O) -> D = D0 ; true ) ), Defaults),
    append(Defaults, Given, All), '$opt_terms'(All, F, Opts0), Opts = Opts0, Rest = Rest0.
'$opt_duplicates'(keepall, L, L).
'$opt_duplicates'(keepfirst, L0, L) :- '$opt_first'(L0, [], L).
'$opt_duplicates'(keeplast, L0, L) :- reverse(L0, R0), '$opt_first'(R0, [], R), reverse(R, L).
'$opt_first'([], _, []).
'$opt_first'([K-V|L0], Seen, L) :- ( memberchk(K, Seen) -> L = L1 ; L = [K-V|L1] ), '$opt_first'(L0, [K|Seen], L1).
'$opt_terms'([], _, []).
'$opt_terms'([K-V|L], F, [T|Ts]) :- ( F == '$none' -> T =.. [K, V] ; T =.. [F, K, V] ), '$opt_terms'(L, F, Ts).

% Each option has a key of its own, flags are not shared, defaults have their type.
'$opt_check'(Spec, POs) :- '$must_be'(list, Spec), option(allow_empty_flag_spec(Empty), POs, true), '$opt_check_each'(Spec, Empty), '$opt_keys'(Spec, Ks), '$opt_unique'(Ks), '$opt_flags'(Spec, Fs), '$opt_unique'(Fs).
'$opt_check_each'([], _).
'$opt_check_each'([O|Os], Empty) :-
    ( memberchk(opt(K), O), atom(K) -> true ; throw(error(domain_error(unique_atom, O), context(_, 'opt(id) missing'))) ),
    ( Empty == false, \+ ( '$opt_flag_of'(O, _) ) -> throw(error(domain_error(unique_atom, _), context(_, 'no flag specified'))) ; true ),
    '$opt_type'(O, T), ( memberchk(default(D), O), nonvar(D), T \== term -> '$must_be'(T, D) ; true ),
    '$opt_check_each'(Os, Empty).
'$opt_keys'(Spec, Ks) :- findall(K, ( member(O, Spec), memberchk(opt(K), O) ), Ks).
'$opt_flags'(Spec, Fs) :- findall(F, ( member(O, Spec), '$opt_flag_of'(O, F) ), Fs).
'$opt_flag_of'(O, F) :- memberchk(shortflags(Fs), O), member(F, Fs).
'$opt_flag_of'(O, F) :- memberchk(longflags(Fs), O), member(F, Fs).
'$opt_unique'([]).
'$opt_unique'([K|Ks]) :- ( memberchk(K, Ks) -> throw(error(domain_error(unique_atom, K), context(validate_opts_spec/1, 'ambiguous flag'))) ; '$opt_unique'(Ks) ).
'$opt_type'(O, T) :- ( memberchk(type(T0), O) -> T = T0 ; T = term ).

'$opt_args'([], _, [], []).
'$opt_args'([A|As], Spec, Given, Rest) :- '$opt_arg'(A, As, Spec, G, As1), !, Given = [G|Given1], '$opt_args'(As1, Spec, Given1, Rest).
'$opt_args'([A|As], Spec, Given, [A|Rest]) :- '$opt_args'(As, Spec, Given, Rest).
'$opt_arg'(A, As0, Spec, G, As) :- atom_concat(--, L, A), L \== '', !, '$opt_long'(L, As0, Spec, G, As).
'$opt_arg'(A, As0, Spec, G, As) :- atom_concat(-, L, A), L \== '', L \== -, !, '$opt_short'(L, As0, Spec, G, As).
'$opt_long'(L, As, Spec, K-V, As) :- sub_atom(L, B, 1, R, =), !, sub_atom(L, 0, B, _, F), sub_atom(L, _, R, 0, V0), '$opt_of_flag'(F, Spec, K, T), '$opt_value'(T, F, V0, V).
'$opt_long'(F, As0, Spec, G, As) :- '$opt_known'(F, Spec, K, T), !, '$opt_next'(T, F, K, As0, G, As).
'$opt_long'(L, As, Spec, K-false, As) :- atom_concat('no-', F, L), '$opt_known'(F, Spec, K, boolean), !.
'$opt_long'(F, _, _, _, _) :- throw(error(existence_error(commandline_option, F), _)).
'$opt_short'(L, As0, Spec, G, As) :-
    sub_atom(L, 0, 1, _, F), sub_atom(L, 1, _, 0, V0), '$opt_of_flag'(F, Spec, K, T),
    ( V0 == '' -> '$opt_next'(T, F, K, As0, G, As) ; sub_atom(V0, 0, _, _, =) -> throw(error(syntax_error('disallowed: <shortflag>=<value>'), _)) ; '$opt_value'(T, F, V0, V), G = K-V, As = As0 ).
'$opt_known'(F, Spec, K, T) :- member(O, Spec), '$opt_flag_of'(O, F), !, memberchk(opt(K), O), '$opt_type'(O, T).
'$opt_of_flag'(F, Spec, K, T) :- ( '$opt_known'(F, Spec, K0, T0) -> K = K0, T = T0 ; throw(error(existence_error(commandline_option, F), _)) ).
% A flag without a value has the next argument for it; one that is true or false may stand alone.
'$opt_next'(boolean, _, K, [A|As], K-A, As) :- memberchk(A, [true, false]), !.
'$opt_next'(boolean, _, K, As, K-true, As) :- !.
'$opt_next'(T, F, K, [A|As], K-V, As) :- !, '$opt_value'(T, F, A, V).
'$opt_next'(_, F, _, [], _, _) :- throw(error(syntax_error(missing_flag_value(F)), _)).
'$opt_value'(atom, _, A, A) :- !.
'$opt_value'(T, F, A, _) :- memberchk(T, [integer, float]), \+ atom_number(A, _), !, '$opt_complain'(T, F, A), throw(error(syntax_error(illegal_number), _)).
'$opt_value'(T, F, A, V) :- catch(term_to_atom(V0, A), E, ( '$opt_complain'(T, F, A), throw(E) )), ( T == term -> V = V0 ; is_of_type(T, V0) -> V = V0 ; '$opt_complain'(T, F, A), throw(error(type_error(flag_value, T), _)) ).
'$opt_complain'(T, F, A) :- print_message(error, format('flag ''~w'': expected atom parsable as ~w, found ''~w'' ', [F, T, A])).

% One line or more for each option that has flags: long flags, short flags, type and default, help.
opt_help(Spec, Help) :-
    '$opt_check'(Spec, []),
    findall(row(Ls, S, T, H), ( member(O, Spec), '$opt_row'(O, Ls, S, T, H) ), Rows),
    '$opt_width'(Rows, 1, 0, W1), '$opt_width'(Rows, 2, 0, W2), '$opt_width'(Rows, 3, 0, W3),
    with_output_to(atom(Help), '$opt_rows'(Rows, W1, W2, W3)).
'$opt_row'(O, Ls, S, T, H) :-
    once('$opt_flag_of'(O, _)),
    ( memberchk(longflags(Fs), O) -> findall(L, ( member(F, Fs), atom_concat(--, F, L) ), Ls0), '$opt_commas'(Ls0, Ls1) ; Ls1 = [] ), ( Ls1 == [] -> Ls = [''] ; Ls = Ls1 ),
    ( memberchk(shortflags(Ss), O) -> findall(F, ( member(F0, Ss), atom_concat(-, F0, F) ), Ss1), atomic_list_concat(Ss1, ',', S) ; S = '' ),
    '$opt_type'(O, Type), ( memberchk(default(D), O), nonvar(D) -> format(atom(V), '~w', [D]) ; V = '_' ),
    ( memberchk(meta(M), O) -> atomic_list_concat([M, ':', Type, '=', V], T) ; atomic_list_concat([Type, '=', V], T) ),
    ( memberchk(help(H0), O) -> ( is_list(H0) -> H = H0 ; H = [H0] ) ; H = [''] ).
'$opt_commas'([], []).
'$opt_commas'([L], [L]) :- !.
'$opt_commas'([L|Ls], [M|Ms]) :- atom_concat(L, ',', M), '$opt_commas'(Ls, Ms).
'$opt_width'([], _, W, W).
'$opt_width'([R|Rs], I, W0, W) :- arg(I, R, X), ( is_list(X) -> Xs = X ; Xs = [X] ), foldl('$opt_wider', Xs, W0, W1), '$opt_width'(Rs, I, W1, W).
'$opt_wider'(X, W0, W) :- atom_length(X, N), W is max(W0, N).
'$opt_rows'([], _, _, _).
'$opt_rows'([row(Ls, S, T, [H|Hs])|Rows], W1, W2, W3) :-
    append(First, [L], Ls), forall(member(F, First), ( write(F), nl )),
    C2 is W1 + 2, C3 is C2 + W2 + 2, C4 is C3 + W3 + 2,
    format('~w~t~*|~w~t~*|~w~t~*|~w~n', [L, C2, S, C3, T, C4, H]),
    C5 is C4 + 2, forall(member(X, Hs), format('~t~*|~w~n', [C5, X])),
    '$opt_rows'(Rows, W1, W2, W3).
