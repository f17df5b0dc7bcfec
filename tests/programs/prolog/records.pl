% Terms with named arguments.
:- use_module(library(record)).
:- record point(x:integer = 0, y:integer = 0, label).
show(T) :- print(T), nl.
:- default_point(P), point_x(P, X), show(X).                                 % expect: 0
:- make_point([y(3), label(a)], P), show(P).                                 % expect: point(0,3,a)
:- make_point([y(3), colour(red)], P, R), point_y(P, Y), show(Y/R).          % expect: 3/[colour(red)]
:- set_x_of_point(7, point(1, 2, b), P), show(P).                            % expect: point(7,2,b)
:- set_point_fields([x(5), y(6)], point(1, 2, b), P), show(P).               % expect: point(5,6,b)
:- set_point_field(y(9), point(1, 2, b), P), show(P).                        % expect: point(1,9,b)
:- findall(F-V, point_data(F, point(1, 2, b), V), L), show(L).               % expect: [x-1,y-2,label-b]
:- ( is_point(point(1, 2, _)) -> show(yes) ; show(no) ), ( is_point(point(a, 2, _)) -> show(yes) ; show(no) ).
% expect: yes
% expect: no
:- catch(set_x_of_point(a, point(1, 2, b), _), error(E, _), show(E)).        % expect: type_error(integer,a)
