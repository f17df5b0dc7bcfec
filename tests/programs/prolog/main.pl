% A program whose goal fails ends with status 1 and says so.
% error: user:main: false
% exit: 1
:- initialization(main, main).
main :- write(before), nl, fail. % expect: before
