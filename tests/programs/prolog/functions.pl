% Functions of the program in arithmetic, goals that run when the search goes back, and weeks.
:- arithmetic_function(double/1).
:- arithmetic_function(between_them/2).
double(X, Y) :- Y is X * 2.
between_them(X, Y, Z) :- Z is (X + Y) / 2.
:- X is double(3) + 1, print(X), nl.                        % expect: 7
middle(A, X) :- X is between_them(double(A), A + 2) * 10.
:- middle(4, X), print(X), nl.                              % expect: 70
:- ( double(2) =:= 4 -> print(yes) ; print(no) ), nl.       % expect: yes
:- ( 1 > double(-1) -> print(yes) ; print(no) ), nl.        % expect: yes

back(T) :- undo(( write(T), write(' ') )).
:- ( back(1), back(2), write('there '), fail ; write(here), nl ). % expect: there 2 1 here
cut :- back(cut), !.
:- ( cut, write('in '), fail ; write(out), nl ).            % expect: in cut out
:- catch(( back(raised), throw(ball) ), B, ( write(B), nl )). % expect: raised ball
:- \+ \+ back(negated), write(end), nl.                     % expect: negated end
:- catch(undo(_), error(E, _), ( print(E), nl )).           % expect: instantiation_error

:- format_time(atom(A), '%U %W %V %G %g %:z', date(2021, 1, 3)), write(A), nl. % expect: 01 00 53 2020 20 +00:00
:- format_time(atom(A), '%U %W %V %G', date(2024, 12, 30)), write(A), nl.      % expect: 52 53 01 2025
:- format_time(atom(A), '%k|%l|%r', 3600), write(A), nl.    % expect:  1| 1|01:00:00 AM
:- parse_time('2020-01-01', F, T), print(F-T), nl.          % expect: iso_8601-1577836800.0
:- read_term_from_atom('p(X, Y)', T, [variable_names(Vs)]), T = p(1, 2), print(Vs), nl. % expect: ['X'=1,'Y'=2]
:- format("<~a>~n", [[]]).                                  % expect: <[]>
:- portray_clause((a --> b, { c, d })).
% expect: a -->
% expect:     b,
% expect:     { c,
% expect:       d
% expect:     }.
