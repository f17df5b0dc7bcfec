% Conditional compilation, expansion of terms and goals.
:- if(true).
:- write(taken), nl. % expect: taken
:- elif(true).
:- write(wrong), nl.
:- else.
:- write(wrong), nl.
:- endif.
:- if(fail).
:- if(true).
:- write(wrong), nl.
:- endif.
:- write(wrong), nl.
:- else.
:- write(otherwise), nl. % expect: otherwise
:- endif.
term_expansion(gen(N), [g(N), g(M)]) :- M is N + 1.
gen(1).
:- findall(X, g(X), L), write(L), nl. % expect: [1,2]
goal_expansion(twice(X), (X, X)).
t :- twice(write(a)), nl.
:- t. % expect: aa
