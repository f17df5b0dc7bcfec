% No choice point is left where the arguments tell the clauses apart.
determinate(G) :- call_cleanup(G, Det = true), ( Det == true -> write(yes) ; write(no) ), nl.
p(a, 1). p(a, 2). p(b, 1). p(b, 2).
:- determinate(p(a, 2)).       % expect: yes
:- determinate(p(b, 1)).       % expect: yes
:- determinate(p(_, _)).       % expect: no
q(X, 1) :- X > 0.
q(X, 2.0) :- X > 1.
q(X, "s") :- X > 1.
q(X, f(_)) :- X > 1.
q(X, []) :- X > 1.
:- determinate(q(3, [])).      % expect: yes
:- ( q(3, 2) -> write(wrong) ; write(right) ), nl. % expect: right
:- ( q(3, 1.0) -> write(wrong) ; write(right) ), nl. % expect: right
:- ( q(3, 2.0) -> write(right) ; write(wrong) ), nl. % expect: right
r([], _, x). r([_|_], [], y). r([_|_], [_|_], z).
:- determinate(r([a], [], _)). % expect: yes
:- determinate(r([a], [b], _)). % expect: yes
:- determinate(append([a,b], _, [a,b,c])). % expect: yes
:- determinate(append(_, [c], [a,b,c])). % expect: no
:- determinate(member(c, [a,b,c])). % expect: yes
:- determinate(between(1, 1, _)). % expect: yes
:- determinate(select(c, [a,b,c], _)). % expect: yes
:- determinate(length(_, 3)). % expect: yes
:- dynamic d/1.
d(1). d(2). d(3).
:- determinate(d(3)). % expect: yes
:- determinate(d(1)). % expect: yes
:- determinate(retract(d(1))). % expect: yes
