% Fails with --jit-threshold=1 --gc-stress=97 after other directives that use attributes: the directive fails altogether.
:- dif(X, Y), ( X = Y -> write(wrong) ; write(right) ), nl.
% expect: right
