% Directives of format/2 that the program defines.
show(A, B) :- print(A-B).
both(_, A, B) :- print(A+B).
none(A) :- print(A).
no(_, _) :- fail.
raises(_, _) :- throw(inside).
e(G) :- catch(( call(G) -> R = yes ; R = no ), E, ( E = error(R, _) -> true ; R = E )), print(R), nl.
:- e(current_format_predicate(_, _)).            % expect: no
:- format_predicate(x, show(_, _)), format_predicate(0'y, both(_, _, _)), format_predicate("z", none(_)).
:- format("~x ~3x ~*x ~`cx ~w~30|~w~n", [a, b, 4, c, d, e, f]). % expect: default-a 3-b 4-c 99-d e      f
:- format("~y, ~z, ~2z~n", [1, 2]).              % expect: 1+2, default, 2
:- format("~x~n", single).                       % expect: default-single
:- format('~w ~x ~q~n', [p, q, 'R']).            % expect: p default-q 'R'
:- format(`~p ~x~n`, [p, q]).                    % expect: p default-q
:- format(atom(A), "~t~x~15|", [q]), writeq(A), nl. % expect: '      default-q'
:- format(user_output, "~x~n", [q]).             % expect: default-q
:- format("~~x ~W ~e ~*c ~a~n", [f('A'), [quoted(true)], 1.5, 2, 0'x, b]). % expect: ~x f('A') 1.500000e+00 xx b
:- e(format("~x~n", [])).                        % expect: format('not enough arguments')
:- e(format("~y~n", [1])).                       % expect: format('not enough arguments')
:- e(format("~w~n", [])).                        % expect: format('not enough arguments')
:- e(format("~x~n", [1, 2])).                    
% expect: default-1
% expect: format('too many arguments')
:- findall(C, current_format_predicate(C, _), Cs), msort(Cs, L), print(L), nl. % expect: [120,121,122]
:- current_format_predicate(0'y, P), functor(P, N, A), print(N/A), nl. % expect: both/3
% Those of the system can be replaced, and one of the program's own by another.
:- format_predicate(a, show(_, _)), format("~a~n", [b]). % expect: default-b
:- format_predicate(x, no(_, _)), e(format("~x", [1])).  % expect: no
:- format_predicate(x, raises(_, _)), e(format("~x", [1])). % expect: inside
:- e(format_predicate(_, show(_, _))).           % expect: instantiation_error
:- e(format_predicate(x, _)).                    % expect: instantiation_error
:- e(format_predicate(xy, show(_, _))).          % expect: type_error(character,xy)
:- e(format_predicate(x, 1)).                    % expect: type_error(callable,1)
:- e(format_predicate(x, show)).                 % expect: domain_error(format_predicate,show)
