% What is read and how it is written.
w(T) :- writeq(T), nl.
:- w(1 - 2 - 3).          % expect: 1-2-3
:- w(1 - (2 - 3)).        % expect: 1-(2-3)
:- w(- 1).                % expect: -1
:- w(-(1)).               % expect: - (1)
:- w(- a).                % expect: -a
:- w(-(-(a))).            % expect: - -a
:- w(1 - -1).             % expect: 1- -1
:- w(\+ a).               % expect: \+a
:- w([a, 'B', "c", 'hello world', [], '[]', {}, {x}]). % expect: [a,'B',"c",'hello world',[],[],{},{x}]
:- w(f(:-, (a :- b), (a, b))). % expect: f(:-,(a:-b),(a,b))
:- w(0'a + 0' + 0''' + 0'\n). % expect: 97+32+39+10
:- w([0x1F, 0o17, 0b101, 16'FF, 1_000_000]). % expect: [31,15,5,255,1000000]
:- w('a\tb\\c\x41\').     % expect: 'a\tb\\cA'
:- w([1.0, 1.5e10, 1.0e100, 1.0e-7, 123456789012345.0]). % expect: [1.0,15000000000.0,1.0e+100,1.0e-7,123456789012345.0]
:- w([a|b]).              % expect: [a|b]
:- w((a -> b ; c)).       % expect: a->b;c
:- w(a:b:c).              % expect: a:b:c
:- w(-(2) ^ 2).           % expect: (- (2))^2
:- w(1 = :- ).            % expect: 1=(:-)
:- w([-]).                % expect: [-]
:- w(- (-)).              % expect: - (-)
:- w(a = b).              % expect: a=b
:- op(700, xfx, ===>).
:- w(a ===> b). % expect: a===>b
:- op(200, xfy, and).
:- w(a and b and c). % expect: a and b and c
:- op(100, yf, ??).
:- w(a ??). % expect: a??
:- w('$VAR'(1)), print('$VAR'(27)), nl. % expect: B
% expect: B1
:- write_canonical([a, 'B c', 1 + 2]), nl. % expect: [a,'B c',+(1,2)]
:- write('B c'), nl.      % expect: B c
:- atom_to_term('foo(X, Y, X)', T, Bs), T = foo(1, 2, _), print(Bs), nl. % expect: ['X'=1,'Y'=2]
:- catch(atom_to_term('foo(', _, _), error(syntax_error(_), _), (write(syntax), nl)). % expect: syntax
:- w({a, b}).             % expect: {a,b}
:- w('\e').               % expect: '\x1B\'
:- w(;).                  % expect: ;
:- w((:- a)).             % expect: :-a
:- w([(a :- b)]).         % expect: [(a:-b)]
