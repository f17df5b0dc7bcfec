% Lists that stand for text are of characters or of codes; what the first element is the others have to be.
e(G) :- catch(( call(G) -> R = yes ; R = no ), error(R, _), true), print(R), nl.
:- e(atom_codes(_, [0'a, b])).     % expect: type_error(integer,b)
:- e(atom_chars(_, [a, 0'b])).     % expect: type_error(character,98)
:- e(string_chars(_, [a, 98])).    % expect: type_error(character,98)
:- e(string_codes(_, [0'a, b])).   % expect: type_error(integer,b)
:- e(number_codes(_, [0'1, '2'])). % expect: type_error(integer,'2')
:- e(number_chars(_, ['1', 0'2])). % expect: type_error(character,50)
:- e(atom_chars(_, [a, f(b)])).    % expect: type_error(character,f(b))
:- e(atom_codes(_, [97, _, b])).   % expect: instantiation_error
:- e(atom_codes(_, [97|b])).       % expect: type_error(list,[97|b])
:- atom_codes(A, [a, b]), atom_chars(B, [97, 98]), number_chars(C, [49]), print([A, B, C]), nl. % expect: [ab,ab,1]
:- atom_codes(A, []), atom_string(B, []), writeq(A-B), nl. % expect: ''-[]
